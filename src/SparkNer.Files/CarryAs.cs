namespace SparkNer.Files;

/// <summary>In which form a source keeps the input columns for the output. Which one an output needs, <see cref="RowSinks.CarryFor"/> says.</summary>
public enum CarryAs
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>With their types: for Parquet. JSON lines are read once before to find the types.</summary>
    Typed,

    /// <summary>As JSON: for JSON lines.</summary>
    Json,

    /// <summary>As text, nested values as JSON: for CSV. JSON lines are read once before to find the columns.</summary>
    Csv,
}
