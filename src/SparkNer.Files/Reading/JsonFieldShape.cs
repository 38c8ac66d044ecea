using System.Buffers.Text;
using System.Text.Json;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>What values a JSON field has been seen with, and the column type that holds them all.</summary>
internal sealed class JsonFieldShape(int index, bool isText)
{
    private bool _booleans;
    private bool _integers;
    private bool _numbers;
    private bool _strings;
    private bool _others;

    /// <summary>The field's position in the output.</summary>
    public int Index { get; } = index;

    /// <summary>The column type: what no other type holds is VARCHAR with the value's JSON text.</summary>
    public DuckType Type => new((_booleans, _integers || _numbers, _strings, _others || isText) switch
    {
        (true, false, false, false) => DuckTypeId.Boolean,
        (false, true, false, false) => _numbers ? DuckTypeId.Double : DuckTypeId.BigInt,
        _ => DuckTypeId.Varchar,
    });

    /// <summary>Whether the column holds each value's JSON text, strings with their quotes, since it holds more than strings.</summary>
    public bool IsJsonText => !isText && Type.Id == DuckTypeId.Varchar && (_booleans || _integers || _numbers || _others);

    /// <summary>Notes a value.</summary>
    public void See(ref Utf8JsonReader value)
    {
        switch (value.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _booleans = true;
                break;
            case JsonTokenType.String:
                _strings = true;
                break;
            case JsonTokenType.Number when Utf8Parser.TryParse(value.ValueSpan, out long _, out int used) && used == value.ValueSpan.Length:
                _integers = true;
                break;
            case JsonTokenType.Number when value.ValueSpan.IndexOfAny(".eE"u8) >= 0 && double.IsFinite(value.GetDouble()):
                _numbers = true;
                break;
            default:
                // Also an integer beyond 64 bits: as a DOUBLE it would lose digits.
                _others = true;
                break;
        }
    }
}
