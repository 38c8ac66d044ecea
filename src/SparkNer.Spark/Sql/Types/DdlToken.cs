namespace SparkNer.Spark.Sql.Types;

/// <summary>The kinds of tokens in a SQL type.</summary>
internal enum DdlToken
{
    /// <summary>Letters, digits and underscores.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    QuotedName,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>One other character.</summary>
    Sign,

    /// <summary>Nothing more.</summary>
    End,
}
