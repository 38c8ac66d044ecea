using SparkNer.Spark.Functions;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <content>Functions over whole rows.</content>
public sealed partial class DataFrame
{
    /// <summary>What a function of <see cref="EvalType.MapInArrow"/> makes of all columns: exactly the columns that it declares.</summary>
    internal DataFrame MapInArrow(SparkFunction function, bool isBarrier = false)
    {
        // By position: names may come twice.
        StructType schema = Schema();
        DataFrame named = schema.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == schema.Count
            ? this
            : ToDF([.. schema.Select((_, i) => $"_{i}")]);
        using JavaObject call = function.Apply([.. named.Columns().Select(n => named.Col($"`{n.Replace("`", "``", StringComparison.Ordinal)}`"))]).On(Gateway);
        if (Session.Application.Version >= new SparkVersion(4, 0))
        {
            return named.Plan("mapInArrow", call, isBarrier, null);
        }

        using JavaObject expression = call.CallObject("expr");
        return named.Plan("pythonMapInArrow", expression, isBarrier);
    }
}
