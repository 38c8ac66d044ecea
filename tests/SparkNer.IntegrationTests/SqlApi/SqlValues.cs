using System.Reflection;
using System.Runtime.CompilerServices;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>Expressions with the values that they must have, computed in one query.</summary>
internal sealed class SqlValues
{
    private readonly List<(string Source, Column Column, string Expected)> _cases = [];

    /// <summary>An expression and its value as <see cref="Row.ToString"/> prints it; null: any value.</summary>
    public SqlValues Add(Column column, string? expected, [CallerArgumentExpression(nameof(column))] string source = "")
    {
        _cases.Add((source, column, expected ?? ""));
        return this;
    }

    /// <summary>Computes all of them over a data frame that gives one row.</summary>
    public void AssertOn(DataFrame frame)
    {
        Row row = frame.Select([.. _cases.Select((c, i) => c.Column.As($"c{i}"))]).First();
        string[] wrong =
        [
            .. _cases.Select((c, i) => (c.Source, c.Expected, Actual: RowValues.Text(row[i])))
                .Where(c => c.Expected.Length > 0 && c.Expected != c.Actual)
                .Select(c => $"{c.Source}\n  is {c.Actual}\n  not {c.Expected}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    /// <summary>The methods of a class that no expression calls.</summary>
    public IEnumerable<string> Missing(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !m.IsVirtual)
            .Select(m => m.Name)
            .Distinct()
            .Where(name => !_cases.Any(c => c.Source.Contains(name + "(", StringComparison.Ordinal)));
}
