using System.Globalization;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Files;

namespace SparkNer.Cli.Evaluate;

/// <summary>Makes the settings out of the options.</summary>
internal static class EvaluateSettingsBuilder
{
    private static readonly string[] _ofModels = ["model", "sentence-context", "label-all-tokens", "case-sensitive", "max-length", "batch-tokens", "threads"];
    private static readonly string[] _ofComparison = ["resamples", "seed"];
    private static readonly string[] _notOfComparison = ["model", "predicted-column", "report", "no-outside", "html"];

    /// <summary>The checked settings.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static EvaluateSettings Build(GivenOptions given)
    {
        string input = EvaluateOptions.File.One(given);
        CheckTogether(given);
        FileFormat? table = Table(given, input);
        var tagger = new TaggerSettings(
            given.Text("model", AnnotateDefaults.Model),
            given.Text("model", AnnotateDefaults.Model),
            given.Integer("sentence-context") ?? 0,
            given.Flag("label-all-tokens"),
            given.Boolean("case-sensitive"),
            given.Integer("max-length"));
        (ComparedSystem A, ComparedSystem B)? compared = given.List("compare") is [var a, var b] ? (ComparedSystem.Parse(a, tagger), ComparedSystem.Parse(b, tagger)) : null;
        string[] predicted = compared is { } two
            ? [.. new[] { two.A.Column, two.B.Column }.OfType<string>()]
            : [.. new[] { given.Text("predicted-column") }.OfType<string>()];
        string token = given.Text("token-column", table is null ? "1" : EvaluateDefaults.TokenColumn);
        string? gold = given.Text("gold-column") ?? (table is null ? null : EvaluateDefaults.GoldColumn);
        CheckColumns(token, gold, predicted, table is not null);
        TaggingScheme? scheme = given.Text("scheme") is { } name ? Enum.Parse<TaggingScheme>(name, ignoreCase: true) : null;
        bool strict = given.Text("mode") == "strict";
        return new EvaluateSettings
        {
            Input = input,
            Table = table,
            TokenColumn = token,
            GoldColumn = gold,
            PredictedColumns = predicted,
            Comments = given.Flag("comments"),
            Types = new TypeFilter(Names(given), given.List("types")),
            Tagger = compared is null && predicted.Length == 0 ? tagger : null,
            BatchTokens = given.Integer("batch-tokens") ?? AnnotateDefaults.BatchTokens,
            Threads = given.Integer("threads") ?? Environment.ProcessorCount,
            Quiet = given.Flag("quiet"),
            Report = Report(given, strict),
            StrictScheme = strict ? scheme : null,
            TagScheme = scheme ?? TaggingScheme.Iob2,
            Digits = given.Integer("digits") ?? EvaluateDefaults.Digits,
            NoOutside = given.Flag("no-outside"),
            Json = given.Flag("json"),
            Html = given.Text("html"),
            Compared = compared,
            Resamples = given.Integer("resamples") ?? EvaluateDefaults.Resamples,
            Seed = given.Integer("seed") ?? EvaluateDefaults.Seed,
        };
    }

    private static FileFormat? Table(GivenOptions given, string input)
    {
        if (given.Text("input-format") is { } format)
        {
            return format == "conll" ? null : Enum.Parse<FileFormat>(format, ignoreCase: true);
        }

        return FileFormats.TryDetect(input, out FileFormat detected) && detected != FileFormat.Text ? detected : null;
    }

    private static ReportKind Report(GivenOptions given, bool strict)
    {
        ReportKind? report = given.Text("report") is { } name ? Enum.Parse<ReportKind>(name, ignoreCase: true) : null;
        if (strict && !given.Has("scheme"))
        {
            throw new UsageException($"--mode strict needs --scheme: {string.Join(", ", SchemeNames.All)}.");
        }

        if (strict && report is not (null or ReportKind.Seqeval))
        {
            throw new UsageException($"--mode strict is seqeval's: it does not go with --report {given.Text("report")}.");
        }

        if (given.Flag("no-outside") && report != ReportKind.Tokens)
        {
            throw new UsageException("--no-outside is for --report tokens.");
        }

        return report ?? (strict ? ReportKind.Seqeval : ReportKind.Conlleval);
    }

    private static void CheckTogether(GivenOptions given)
    {
        bool compares = given.Has("compare");
        bool tags = compares ? given.List("compare")!.Any(c => ComparedSystem.IsModel(c)) : !given.Has("predicted-column");
        if (compares && _notOfComparison.FirstOrDefault(given.Has) is { } other)
        {
            throw new UsageException($"--{other} does not go with --compare, which names what is compared and has a report of its own.");
        }

        if (!compares && _ofComparison.FirstOrDefault(given.Has) is { } draw)
        {
            throw new UsageException($"--{draw} is for --compare.");
        }

        if (!tags && _ofModels.FirstOrDefault(given.Has) is { } model)
        {
            throw new UsageException($"--{model} is for a model, but the tags are in {(compares ? "columns" : "a column (--predicted-column)")}.");
        }

        if (!tags && given.Has("scheme") && given.Text("mode") != "strict")
        {
            throw new UsageException("--scheme is for --mode strict, or for a model's tags.");
        }
    }

    private static void CheckColumns(string token, string? gold, string[] predicted, bool table)
    {
        (string Option, string? Column)[] columns =
            [("--token-column", token), ("--gold-column", gold), .. predicted.Select(p => ("--predicted-column", (string?)p))];
        foreach ((string option, string? column) in columns)
        {
            if (!table && column is not null && !(int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1))
            {
                throw new UsageException($"{option}: '{column}' is not a column's number, 1 or more.");
            }
        }

        if (columns.Where(c => c.Column is not null).GroupBy(c => c.Column).FirstOrDefault(g => g.Any(c => c.Option != "--predicted-column") && g.Count() > 1) is { } same)
        {
            throw new UsageException($"{string.Join(" and ", same.Select(c => c.Option).Distinct())} name the same column, {same.Key}.");
        }
    }

    private static List<KeyValuePair<string, string>> Names(GivenOptions given)
    {
        var names = new List<KeyValuePair<string, string>>();
        foreach (string item in given.List("map-types") ?? [])
        {
            string[] parts = item.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0)
            {
                throw new UsageException($"--map-types: '{item}' is not OLD=NEW.");
            }

            if (names.Any(n => n.Key == parts[0]))
            {
                throw new UsageException($"--map-types names '{parts[0]}' twice.");
            }

            names.Add(new(parts[0], parts[1]));
        }

        return names;
    }
}
