using System.Runtime.InteropServices;
using System.Text;

namespace SparkNer.Files.DuckDb;

/// <summary>duckdb_string_t: up to 12 bytes inside, longer ones behind a pointer with their first four bytes repeated.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct DuckString
{
    /// <summary>The most bytes that stand inside.</summary>
    public const int InlineLength = 12;

    [FieldOffset(0)]
    public uint Length;

    [FieldOffset(4)]
    public fixed byte Inline[InlineLength];

    [FieldOffset(8)]
    public byte* Pointer;

    /// <summary>The bytes of a string in a vector.</summary>
    public static ReadOnlySpan<byte> Bytes(DuckString* value) =>
        new(value->Length <= InlineLength ? value->Inline : value->Pointer, checked((int)value->Length));

    /// <summary>The text of a string in a vector; bytes that are not UTF-8 (a BLOB) become U+FFFD.</summary>
    public static string Text(DuckString* value) => Encoding.UTF8.GetString(Bytes(value));
}
