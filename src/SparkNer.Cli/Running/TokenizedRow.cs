using System.Text.Json;
using SparkNer.Cli.Tokenize;
using SparkNer.Files;
using SparkNer.Files.Reading;
using SparkNer.WordPieces;

namespace SparkNer.Cli.Running;

/// <summary>Turns a line <c>{"text": ...}</c> or <c>{"words": [...]}</c> into its windows of word pieces. For one thread.</summary>
internal sealed class TokenizedRow(WordPieceTokenizer tokenizer, TokenizeSettings settings)
{
    private readonly JsonRowReader _text = new(new SourceOptions { TextColumn = "text" });
    private readonly JsonRowReader _words = new(new SourceOptions { WordsColumn = "words" });
    private readonly PieceBuffer _pieces = new();

    /// <summary>Writes the line's answer.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">Where it stands, for the message.</param>
    /// <param name="writer">Gets one JSON object.</param>
    /// <exception cref="UserErrorException">The line is no such object.</exception>
    public void Write(ReadOnlySpan<byte> line, string place, Utf8JsonWriter writer)
    {
        if (JsonLine.Check(line) is { } wrong)
        {
            throw new UserErrorException($"{place}: {wrong}.");
        }

        _pieces.Clear();
        _words.Read(line);
        if (_words.HasText)
        {
            Refuse(_words.Error, place);
            tokenizer.EncodeWords(_words.Words ?? [], _pieces);
        }
        else
        {
            _text.Read(line);
            Refuse(_text.HasText ? _text.Error : "has neither 'text' nor 'words'", place);
            tokenizer.Encode(_text.Text ?? "", _pieces);
        }

        writer.WriteStartObject();
        writer.WriteStartArray("windows");
        foreach (PieceWindow window in WordPieceTokenizer.Windows(_pieces.Count, settings.MaxLength, settings.Stride))
        {
            Write(window, writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Refuse(string? error, string place)
    {
        if (error is not null)
        {
            throw new UserErrorException($"{place}: {error}.");
        }
    }

    private void Write(PieceWindow window, Utf8JsonWriter writer)
    {
        int end = window.Start + window.Count;
        writer.WriteStartObject();
        writer.WriteStartArray("ids");
        writer.WriteNumberValue(tokenizer.ClsId);
        for (int i = window.Start; i < end; i++)
        {
            writer.WriteNumberValue(_pieces.Ids[i]);
        }

        writer.WriteNumberValue(tokenizer.SepId);
        writer.WriteEndArray();

        writer.WriteStartArray("tokens");
        writer.WriteStringValue(tokenizer.GetPiece(tokenizer.ClsId));
        for (int i = window.Start; i < end; i++)
        {
            writer.WriteStringValue(tokenizer.GetPiece(_pieces.Ids[i]));
        }

        writer.WriteStringValue(tokenizer.GetPiece(tokenizer.SepId));
        writer.WriteEndArray();

        writer.WriteStartArray("offsets");
        WriteOffset(0, 0, writer);
        for (int i = window.Start; i < end; i++)
        {
            WriteOffset(_pieces.Starts[i], _pieces.Ends[i], writer);
        }

        WriteOffset(0, 0, writer);
        writer.WriteEndArray();

        writer.WriteStartArray("word_ids");
        writer.WriteNullValue();
        for (int i = window.Start; i < end; i++)
        {
            writer.WriteNumberValue(_pieces.WordIds[i]);
        }

        writer.WriteNullValue();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOffset(int start, int end, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(start);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
    }
}
