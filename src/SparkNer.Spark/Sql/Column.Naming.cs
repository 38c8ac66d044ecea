using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <content>Names, types, parts, order.</content>
public sealed partial class Column
{
    /// <summary>The column under another name.</summary>
    public Column As(string alias) => Then("as", alias);

    /// <summary>The column under another name, with metadata of its field.</summary>
    public Column As(string alias, Metadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new Column(g => On(g).CallObject("as", alias, g.CallStatic("org.apache.spark.sql.types.Metadata", "fromJson", metadata.Json)));
    }

    /// <summary>Names for a generator that makes several columns.</summary>
    public Column As(IEnumerable<string> aliases)
    {
        string[] names = [.. aliases];
        return new Column(g => On(g).CallObject("as", g.ScalaSeq(names)));
    }

    /// <summary>The column under another name.</summary>
    public Column Alias(string alias) => As(alias);

    /// <summary>The column under another name.</summary>
    public Column Name(string alias) => Then("name", alias);

    /// <summary>Converted to a type in SQL, for example <c>decimal(10,2)</c>.</summary>
    public Column Cast(string to) => Then("cast", to);

    /// <summary>Converted to a type.</summary>
    public Column Cast(DataType to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return new Column(g => On(g).CallObject("cast", g.DataType(to)));
    }

    /// <summary>A struct's field; of an array of structs, the array of that field.</summary>
    public Column GetField(string fieldName) => Then("getField", fieldName);

    /// <summary>An array's element (from 0) or a map's value.</summary>
    public Column GetItem(object key) => Then("getItem", key);

    /// <summary>A struct with a field added or replaced.</summary>
    public Column WithField(string fieldName, Column column) => Then("withField", fieldName, column);

    /// <summary>A struct without some fields.</summary>
    public Column DropFields(params string[] fieldNames)
    {
        string[] names = [.. fieldNames];
        return new Column(g => On(g).CallObject("dropFields", g.ScalaSeq(names)));
    }

    /// <summary>One more case of <see cref="Functions.When"/>.</summary>
    public Column When(Column condition, object? value) => Then("when", condition, value);

    /// <summary>What <see cref="Functions.When"/> gives when no case holds; without it null.</summary>
    public Column Otherwise(object? value) => Then("otherwise", value);

    /// <summary>Bitwise or.</summary>
    public Column BitwiseOR(object? other) => Then("bitwiseOR", other);

    /// <summary>Bitwise and.</summary>
    public Column BitwiseAND(object? other) => Then("bitwiseAND", other);

    /// <summary>Bitwise exclusive or.</summary>
    public Column BitwiseXOR(object? other) => Then("bitwiseXOR", other);

    /// <summary>Smallest first.</summary>
    public Column Asc() => Then("asc");

    /// <summary>Nulls, then smallest first.</summary>
    public Column AscNullsFirst() => Then("asc_nulls_first");

    /// <summary>Smallest first, then nulls.</summary>
    public Column AscNullsLast() => Then("asc_nulls_last");

    /// <summary>Greatest first.</summary>
    public Column Desc() => Then("desc");

    /// <summary>Nulls, then greatest first.</summary>
    public Column DescNullsFirst() => Then("desc_nulls_first");

    /// <summary>Greatest first, then nulls.</summary>
    public Column DescNullsLast() => Then("desc_nulls_last");
}
