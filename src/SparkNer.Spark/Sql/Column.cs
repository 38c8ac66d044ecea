using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>An expression over a data frame's columns. Immutable and thread-safe.</summary>
/// <remarks>
/// A column of <see cref="Functions"/> is made in the JVM when a data frame first uses it; what is wrong with its text (<see cref="Functions.Expr"/>) is reported then.
/// Where a method takes an <see cref="object"/> it takes another column or a value that <see cref="Functions.Lit"/> takes; a string is a value, not a name.
/// </remarks>
public sealed partial class Column
{
    private readonly Func<JavaGateway, JavaObject>? _make;
    private volatile JavaObject? _made;

    internal Column(JavaObject made) => _made = made;

    internal Column(Func<JavaGateway, JavaObject> make) => _make = make;

    /// <summary>Both are true.</summary>
    public static Column operator &(Column left, Column right) => left.And(right);

    /// <summary>One of them is true.</summary>
    public static Column operator |(Column left, Column right) => left.Or(right);

    /// <summary>It is false.</summary>
    public static Column operator !(Column column) => Functions.Not(column);

    /// <summary>The negative number.</summary>
    public static Column operator -(Column column) => Functions.Negate(column);

    /// <summary>A comparison in SQL, not of the objects: null if one side is null. To ask whether a variable is null write <c>is null</c>.</summary>
    public static Column operator ==(Column left, object? right) => left.EqualTo(right);

    /// <summary>A comparison in SQL, not of the objects: null if one side is null.</summary>
    public static Column operator !=(Column left, object? right) => left.NotEqual(right);

    /// <summary>Greater.</summary>
    public static Column operator >(Column left, object? right) => left.Gt(right);

    /// <summary>Less.</summary>
    public static Column operator <(Column left, object? right) => left.Lt(right);

    /// <summary>Greater or equal.</summary>
    public static Column operator >=(Column left, object? right) => left.Geq(right);

    /// <summary>Less or equal.</summary>
    public static Column operator <=(Column left, object? right) => left.Leq(right);

    /// <summary>The sum.</summary>
    public static Column operator +(Column left, object? right) => left.Plus(right);

    /// <summary>The difference.</summary>
    public static Column operator -(Column left, object? right) => left.Minus(right);

    /// <summary>The product.</summary>
    public static Column operator *(Column left, object? right) => left.Multiply(right);

    /// <summary>The quotient.</summary>
    public static Column operator /(Column left, object? right) => left.Divide(right);

    /// <summary>The remainder.</summary>
    public static Column operator %(Column left, object? right) => left.Mod(right);

    /// <summary>Equal; null if one side is null.</summary>
    public Column EqualTo(object? other) => Then("equalTo", other);

    /// <summary>Not equal; null if one side is null.</summary>
    public Column NotEqual(object? other) => Then("notEqual", other);

    /// <summary>Equal, where null equals null.</summary>
    public Column EqNullSafe(object? other) => Then("eqNullSafe", other);

    /// <summary>Greater.</summary>
    public Column Gt(object? other) => Then("gt", other);

    /// <summary>Less.</summary>
    public Column Lt(object? other) => Then("lt", other);

    /// <summary>Greater or equal.</summary>
    public Column Geq(object? other) => Then("geq", other);

    /// <summary>Less or equal.</summary>
    public Column Leq(object? other) => Then("leq", other);

    /// <summary>Both are true.</summary>
    public Column And(Column other) => Then("and", other);

    /// <summary>One of them is true.</summary>
    public Column Or(Column other) => Then("or", other);

    /// <summary>The sum.</summary>
    public Column Plus(object? other) => Then("plus", other);

    /// <summary>The difference.</summary>
    public Column Minus(object? other) => Then("minus", other);

    /// <summary>The product.</summary>
    public Column Multiply(object? other) => Then("multiply", other);

    /// <summary>The quotient.</summary>
    public Column Divide(object? other) => Then("divide", other);

    /// <summary>The remainder.</summary>
    public Column Mod(object? other) => Then("mod", other);

    /// <summary>At least the first and at most the second.</summary>
    public Column Between(object? lowest, object? highest) => Then("between", lowest, highest);

    /// <summary>Null.</summary>
    public Column IsNull() => Then("isNull");

    /// <summary>Not null.</summary>
    public Column IsNotNull() => Then("isNotNull");

    /// <summary>Not a number.</summary>
    public Column IsNaN() => Then("isNaN");

    /// <summary>One of these values.</summary>
    public Column IsIn(params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        object?[] copy = [.. values];
        return new Column(g => On(g).CallObject("isin", g.ScalaSeq(copy.Select(v => JavaValue(g, v)))));
    }

    /// <summary>Matches a SQL pattern: <c>%</c> any text, <c>_</c> one character.</summary>
    public Column Like(string pattern) => Then("like", pattern);

    /// <summary>Matches a SQL pattern in any letter case.</summary>
    public Column ILike(string pattern) => Then("ilike", pattern);

    /// <summary>Contains a match of a Java regular expression.</summary>
    public Column RLike(string pattern) => Then("rlike", pattern);

    /// <summary>Contains a text.</summary>
    public Column Contains(object? other) => Then("contains", other);

    /// <summary>Starts with a text.</summary>
    public Column StartsWith(string text) => Then("startsWith", text);

    /// <summary>Starts with another column's text.</summary>
    public Column StartsWith(Column other) => Then("startsWith", other);

    /// <summary>Ends with a text.</summary>
    public Column EndsWith(string text) => Then("endsWith", text);

    /// <summary>Ends with another column's text.</summary>
    public Column EndsWith(Column other) => Then("endsWith", other);

    /// <summary>A part of a text.</summary>
    /// <param name="start">The first character, from 1.</param>
    /// <param name="length">The number of characters.</param>
    public Column SubStr(int start, int length) => Then("substr", start, length);

    /// <summary>A part of a text; positions count from 1.</summary>
    public Column SubStr(Column start, Column length) => Then("substr", start, length);

    /// <summary>The JVM's text for the column once a data frame has used it.</summary>
    public override string ToString() => _made is { } made ? made.ToString()! : "a column that no data frame has used yet";

    /// <summary>Whether it is the same object.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The column's object in a JVM.</summary>
    internal JavaObject On(JavaGateway gateway)
    {
        // Two threads may make it twice: the second one's object is as good.
        JavaObject? made = _made;
        if (made is null || (_make is not null && !ReferenceEquals(made.Gateway, gateway)))
        {
            _made = made = _make!(gateway);
        }

        return ReferenceEquals(made.Gateway, gateway)
            ? made
            : throw new InvalidOperationException("The column belongs to a data frame of another Spark driver. Use columns and data frames of one session.");
    }

    /// <summary>What a call takes for a value: a column's object, a plain value as it is, any other value as a literal's.</summary>
    internal static object? JavaValue(JavaGateway gateway, object? value) => value switch
    {
        Column column => column.On(gateway),
        null or string or bool or int or long or double or decimal or byte[] or JavaObject => value,
        _ => Functions.Lit(value).On(gateway),
    };

    internal Column Then(string method) => new(g => On(g).CallObject(method));

    internal Column Then(string method, object? argument) => new(g => On(g).CallObject(method, JavaValue(g, argument)));

    internal Column Then(string method, object? first, object? second) =>
        new(g => On(g).CallObject(method, JavaValue(g, first), JavaValue(g, second)));
}
