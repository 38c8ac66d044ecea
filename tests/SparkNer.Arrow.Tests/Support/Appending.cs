namespace SparkNer.Arrow.Tests.Support;

/// <summary>Appends values that may be null.</summary>
internal static class Appending
{
    public static void AppendOrNull(this Utf8Builder builder, string? text)
    {
        if (text is null)
        {
            builder.AppendNull();
        }
        else
        {
            builder.Append(text);
        }
    }

    public static void AppendOrNull(this BoolBuilder builder, bool? value)
    {
        if (value is { } known)
        {
            builder.Append(known);
        }
        else
        {
            builder.AppendNull();
        }
    }

    public static void AppendOrNull<T>(this FixedWidthBuilder<T> builder, T? value)
        where T : unmanaged
    {
        if (value is { } known)
        {
            builder.Append(known);
        }
        else
        {
            builder.AppendNull();
        }
    }
}
