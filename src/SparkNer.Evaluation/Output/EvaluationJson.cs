using System.Text.Json;
using SparkNer.Evaluation.Conlleval;
using SparkNer.Evaluation.Reports;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Evaluation.TokenTags;

namespace SparkNer.Evaluation.Output;

/// <summary>All numbers of an evaluation as one JSON object. The names are fixed: docs/evaluation.md lists them.</summary>
public static class EvaluationJson
{
    /// <summary>Writes the object.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="evaluator">What was counted.</param>
    public static void Write(Utf8JsonWriter json, Evaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(evaluator);
        json.WriteStartObject();
        WriteMembers(json, evaluator);
        json.WriteEndObject();
    }

    /// <summary>Writes what is in the object, without its braces.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="evaluator">What was counted.</param>
    public static void WriteMembers(Utf8JsonWriter json, Evaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(evaluator);
        json.WriteNumber("sentences", evaluator.Sentences);
        json.WriteNumber("tokens", evaluator.Tokens);
        json.WriteNumber("accuracy", evaluator.Matrix.Accuracy);
        WriteConlleval(json, evaluator.Conlleval);
        WriteSeqeval(json, evaluator);
        WriteReport(json, "token_report", "labels", evaluator.TokenReport());
        WriteReport(json, "token_report_without_O", "labels", evaluator.TokenReport(withOutside: false));
        WriteConfusion(json, evaluator.Matrix);
    }

    private static void WriteConlleval(Utf8JsonWriter json, ConllevalCounter counter)
    {
        counter.Finish();
        json.WriteStartObject("conlleval");
        json.WriteNumber("tokens", counter.Tokens);
        json.WriteNumber("accuracy", counter.Tokens == 0 ? 0 : 100.0 * counter.CorrectTags / counter.Tokens);
        WritePhrases(json, counter.Types.Total);
        json.WriteStartObject("types");
        foreach (string type in counter.Types.Types)
        {
            json.WriteStartObject(type);
            WritePhrases(json, counter.Types[type]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePhrases(Utf8JsonWriter json, EvaluationCount count)
    {
        PrecisionRecall scores = ConllevalText.Percentages(count);
        json.WriteNumber("phrases", count.Gold);
        json.WriteNumber("found", count.Found);
        json.WriteNumber("correct", count.Correct);
        json.WriteNumber("precision", scores.Precision);
        json.WriteNumber("recall", scores.Recall);
        json.WriteNumber("fb1", scores.F1);
    }

    private static void WriteSeqeval(Utf8JsonWriter json, Evaluator evaluator)
    {
        json.WriteStartObject("seqeval");
        json.WriteString("mode", evaluator.Options.StrictScheme is null ? "default" : "strict");
        json.WriteString("scheme", evaluator.Options.StrictScheme is { } scheme ? SchemeNames.Of(scheme) : null);
        ClassReport report = evaluator.SeqevalReport();
        json.WriteStartObject("types");
        foreach (ReportRow row in report.Classes)
        {
            json.WriteStartObject(row.Name);
            WriteScores(json, row);
            json.WriteNumber("found", evaluator.Seqeval.Types[row.Name].Found);
            json.WriteNumber("correct", evaluator.Seqeval.Types[row.Name].Correct);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteAverages(json, report);
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, string name, string classes, ClassReport report)
    {
        json.WriteStartObject(name);
        json.WriteStartObject(classes);
        foreach (ReportRow row in report.Classes)
        {
            WriteRow(json, row);
        }

        json.WriteEndObject();
        if (report.Accuracy is { } accuracy)
        {
            json.WriteNumber("accuracy", accuracy);
        }

        WriteAverages(json, report);
        json.WriteEndObject();
    }

    private static void WriteAverages(Utf8JsonWriter json, ClassReport report)
    {
        foreach (ReportRow row in report.Averages)
        {
            WriteRow(json, row);
        }
    }

    private static void WriteRow(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartObject(row.Name);
        WriteScores(json, row);
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteNumber("precision", row.Scores.Precision);
        json.WriteNumber("recall", row.Scores.Recall);
        json.WriteNumber("f1-score", row.Scores.F1);
        json.WriteNumber("support", row.Support);
    }

    private static void WriteConfusion(Utf8JsonWriter json, TagMatrix matrix)
    {
        IReadOnlyList<string> tags = matrix.Tags;
        json.WriteStartObject("confusion");
        json.WriteStartArray("labels");
        foreach (string tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (string gold in tags)
        {
            json.WriteStartArray();
            foreach (string predicted in tags)
            {
                json.WriteNumberValue(matrix[gold, predicted]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
