using System.Globalization;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Running;
using SparkNer.Cli.Submit;
using SparkNer.Evaluation.Tagging;
using SparkNer.Labels;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.Jobs.Evaluate;

/// <summary>The models of an evaluation on the cluster: none, one, or those of two systems that are compared.</summary>
internal sealed class TableTaggers : IDisposable
{
    private const string Annotations = "ner";
    private const string Context = "context";
    private const string First = "first";

    // Of a null Spark has sizes of several kinds.
    private const string Length = $"size(coalesce({SentenceTable.Words}, array()))";

    private readonly (TaggerSettings Settings, NerModel Model, TagWriter Tags)?[] _systems;

    /// <summary>Hands the models to the executors.</summary>
    /// <exception cref="Cli.UserErrorException">A model cannot be used, or an option does not fit it.</exception>
    public TableTaggers(SparkSession spark, EvaluateJobSettings settings)
    {
        _systems = new (TaggerSettings Settings, NerModel Model, TagWriter Tags)?[settings.Systems.Count];
        try
        {
            foreach ((int i, TaggerSettings? tagger) in settings.Systems.Select(system => system.Tagger).Index())
            {
                if (tagger is not null)
                {
                    NerModel model = SparkModels.Load(spark, tagger.Model, Options(tagger, settings.Evaluate.BatchTokens, i), AnnotatorFactory.WithoutParameter);
                    _systems[i] = (tagger, model, new TagWriter(new LabelSet(model.Labels), settings.Evaluate.TagScheme));
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a model at all.</summary>
    public bool Any => _systems.Any(system => system is not null);

    /// <summary>How a system's labels become tags; null where a column has the tags.</summary>
    /// <param name="system">Which of the systems.</param>
    public TagWriter? TagsOf(int system) => _systems[system]?.Tags;

    /// <summary>The rows with the models' labels, a label a word.</summary>
    /// <param name="rows">What <see cref="SentenceTable.Select"/> gives.</param>
    public DataFrame Tag(DataFrame rows)
    {
        for (int i = 0; i < _systems.Length; i++)
        {
            if (_systems[i] is (var settings, var model, _))
            {
                rows = settings.SentenceContext == 0
                    ? model.Transform(rows).WithColumn(SentenceTable.Predicted(i), Col(Annotations).GetField("result"))
                    : model.Transform(WithContext(rows, settings.SentenceContext)).WithColumn(SentenceTable.Predicted(i), Expr($"slice({Annotations}.result, {First} + 1, {Length})"));
                rows = rows.Drop(Annotations, Context, First);
            }
        }

        return rows;
    }

    public void Dispose()
    {
        foreach ((TaggerSettings Settings, NerModel Model, TagWriter Tags)? system in _systems)
        {
            system?.Model.Dispose();
        }
    }

    // The words of neighbouring sentences around a sentence's own, and how many come before them. A row without words is no sentence.
    private static DataFrame WithContext(DataFrame rows, int sentences)
    {
        string frame = string.Create(CultureInfo.InvariantCulture, $"OVER (PARTITION BY {SentenceTable.Document} ORDER BY {SentenceTable.Order} ROWS BETWEEN {sentences} PRECEDING AND ");
        return rows.Where($"{SentenceTable.Words} IS NULL OR size({SentenceTable.Words}) > 0").WithColumns(
            (Context, Expr($"flatten(collect_list({SentenceTable.Words}) {frame}{sentences} FOLLOWING))")),
            (First, Expr($"cast(coalesce(sum({Length}) {frame}1 PRECEDING), 0) AS int)")));
    }

    private static NerOptions Options(TaggerSettings tagger, int batchTokens, int system) => new()
    {
        Annotator = EvaluationTaggers.Options(tagger, threads: null),
        WordsColumn = tagger.SentenceContext == 0 ? SentenceTable.Words : Context,
        Columns = [Annotations],
        ErrorsColumn = SentenceTable.Error(system),
        BatchTokens = batchTokens,
    };
}
