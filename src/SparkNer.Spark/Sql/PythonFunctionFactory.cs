using SparkNer.Spark.Functions;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Makes the objects by which Spark runs a function in our worker: to Spark they are Python functions whose interpreter is our program.</summary>
internal sealed class PythonFunctionFactory
{
    private const string InterpreterSetting = "spark.sql.execution.pyspark.python";
    private readonly SparkSession _session;

    internal PythonFunctionFactory(SparkSession session) => _session = session;

    /// <summary>Makes a function.</summary>
    /// <exception cref="InvalidOperationException">A setting of the session would make Spark start another program.</exception>
    public SparkFunction Create(PythonFunctionDefinition definition)
    {
        CheckInterpreter(definition);
        JavaGateway gateway = _session.Gateway;
        using JavaObject function = Function(definition);
        using JavaObject type = ReturnType(definition.ReturnType);
        using JavaObject? transpiled = HasTranspiled ? gateway.ArrayList([]) : null;
        using JavaObject? categories = HasTranspiled ? gateway.ArrayList([]) : null;
        const string ClassName = "org.apache.spark.sql.execution.python.UserDefinedPythonFunction";

        // Spark 3.5 refuses others for whole rows. It calls those once a row anyway: nothing is moved through such a step of a plan.
        bool deterministic = definition.IsDeterministic || definition.EvalType == EvalType.MapInArrow;
        JavaObject udf = HasTranspiled
            ? gateway.New(ClassName, definition.Name, function, type, (int)definition.EvalType, deterministic, transpiled, categories)
            : gateway.New(ClassName, definition.Name, function, type, (int)definition.EvalType, deterministic);
        return new SparkFunction(_session, definition, udf);
    }

    /// <summary>Spark 4.3 asks for two more lists.</summary>
    private bool HasTranspiled => _session.Application.Version >= new SparkVersion(4, 3);

    private JavaObject Function(PythonFunctionDefinition definition)
    {
        JavaGateway gateway = _session.Gateway;
        SparkApplication application = _session.Application;

        // Functions of one task must agree in program, version and environment, and another environment is another worker process: so there is one for all.
        using JavaObject environment = gateway.HashMap(application.WorkerEnvironment);
        using JavaObject includes = gateway.ArrayList([]);
        using JavaObject broadcasts = gateway.ArrayList(definition.Broadcasts);
        return gateway.New(
            "org.apache.spark.api.python.SimplePythonFunction",
            definition.Command.ToArray(),
            environment,
            includes,
            definition.Executable,
            WorkerIdentity.For(application.VersionText),
            broadcasts,
            null);
    }

    /// <summary>By JSON: SQL text would lose the nullability of elements.</summary>
    private JavaObject ReturnType(DataType type) => _session.Reference.CallObject("parseDataType", type.Json);

    private void CheckInterpreter(PythonFunctionDefinition definition)
    {
        if (_session.Conf().Get(InterpreterSetting, null) is { Length: > 0 } other && other != definition.Executable)
        {
            throw new InvalidOperationException(
                $"Unset {InterpreterSetting}: it makes Spark start '{other}' for every function, also for sparkner's, which need '{definition.Executable}'.");
        }
    }
}
