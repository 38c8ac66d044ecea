using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>The type of a column or of a part of it. Immutable; compared by value, nested nullability and metadata included.</summary>
public abstract record DataType
{
    private protected DataType()
    {
    }

    /// <summary>The type's name as it stands in JSON and in <c>PrintSchema</c>: <c>integer</c>, <c>array</c>, <c>decimal(10,2)</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>The short form, as <c>DESCRIBE</c> prints it: <c>int</c>, <c>array&lt;struct&lt;a:int&gt;&gt;</c>. Nullability is not in it.</summary>
    public virtual string SimpleString => TypeName;

    /// <summary>The type in SQL, nested nullability and comments included: <c>ARRAY&lt;STRUCT&lt;a: INT NOT NULL&gt;&gt;</c>.</summary>
    public virtual string Sql => SimpleString.ToUpperInvariant();

    /// <summary>The type in Spark's JSON, to the byte as Spark writes it.</summary>
    public string Json
    {
        get
        {
            var text = new StringBuilder();
            WriteJson(text);
            return text.ToString();
        }
    }

    /// <summary>Reads Spark's JSON.</summary>
    /// <exception cref="FormatException">It is not JSON, or not a type: the message says what.</exception>
    public static DataType FromJson(string json) => DataTypeJson.Read(json);

    /// <summary>Reads Spark's JSON: the name that Microsoft.Spark uses.</summary>
    /// <exception cref="FormatException">It is not JSON, or not a type: the message says what.</exception>
    public static DataType ParseDataType(string json) => FromJson(json);

    /// <summary>Reads a type or a list of columns in SQL: <c>array&lt;int&gt;</c>, <c>id bigint not null, text string</c>.</summary>
    /// <exception cref="FormatException">It is neither: the message says where it goes wrong.</exception>
    public static DataType FromDDL(string ddl) => DdlParser.ParseTypeOrColumns(ddl);

    /// <summary>The short form.</summary>
    public sealed override string ToString() => SimpleString;

    internal virtual void WriteJson(StringBuilder text) => JsonText.AppendString(text, TypeName);

    internal virtual void AppendTree(TreeText tree, string prefix, int depth)
    {
    }
}
