using SparkNer.Onnx;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The default model on a session, through the layers below the public API: what the worker is tested with.</summary>
internal sealed class TestNer : IDisposable
{
    /// <summary>The annotation columns.</summary>
    public static readonly IReadOnlyList<string> Columns = ["document", "token", "ner", "ner_chunk"];

    /// <summary>The program on the executors of a cluster to which the archive was given.</summary>
    public const string OnExecutors = "./sparkner/sparkner";

    private readonly SparkSession _spark;
    private readonly string _executable;
    private readonly JavaBroadcast _broadcast;
    private readonly NerCommand _command;

    /// <summary>Broadcasts a model.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="executable">The program as the executors see it; null: this checkout's build.</param>
    /// <param name="model">The model's folder; null: the default model.</param>
    /// <param name="onError">What a bad row does.</param>
    public TestNer(SparkSession spark, string? executable = null, string? model = null, NerErrorAction onError = NerErrorAction.Column)
    {
        (_spark, _executable) = (spark, executable ?? SparkNerProgram.Built);
        var folder = ModelFolder.Open(model ?? Golden.DefaultModel);
        _broadcast = JavaBroadcast.Create(spark.Application.JavaContext, stream => ModelPackage.Write(folder, stream));
        _command = new NerCommand
        {
            Sparkner = SparknerVersion.Text,
            Model = new ModelReference { Name = ModelPackage.NameOf(folder), Fingerprint = folder.Fingerprint },
            Options = new AnnotatorOptions(),
            Columns = [LayoutColumn.Document, LayoutColumn.Token, LayoutColumn.Ner, LayoutColumn.NerChunk],
            Inputs = [NerInput.Text],
            OnError = onError,
        };
    }

    /// <summary>Spark's number of the model's broadcast.</summary>
    public long BroadcastId => _broadcast.Id;

    /// <summary>The rows with annotations of their text, and the error.</summary>
    public DataFrame Transform(DataFrame rows, string textColumn = "text") =>
        rows.WithColumn("annotated", Function(isDeterministic: false).Apply(Col(textColumn)))
            .Select([.. rows.Columns().Select(c => Col(c)), .. Columns.Select(c => Col("annotated." + c).As(c)), Col("annotated.error").As("ner_error")]);

    /// <summary>A struct of annotations.</summary>
    public Column Annotate(Column text) => Function(isDeterministic: true).Apply(text);

    /// <summary>Gives the function a name in SQL.</summary>
    public void Register(string name) => Function(isDeterministic: true).Register(name);

    /// <summary>Lets the broadcast go.</summary>
    public void Dispose() => _broadcast.Dispose();

    private SparkFunction Function(bool isDeterministic) => _spark.PythonFunctions.Create(new PythonFunctionDefinition
    {
        Name = "ner",
        Command = _command.Encode(),
        ReturnType = ResultTypes.Of(AnnotationTypes.Result(_command)),
        Executable = _executable,
        IsDeterministic = isDeterministic,
        Broadcasts = [_broadcast.Broadcast],
    });
}
