using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Spark.Functions;

/// <summary>What the driver sends as the function: which kind it is, in which version of the kind's format, and the kind's own description.</summary>
/// <remarks>
/// As bytes: the magic <c>SNF1</c>, a version of two bytes (big-endian), the kind's name (a length byte and ASCII), the description. No code travels, so nothing
/// foreign is run; a pickled Python function is recognized and refused by name.
/// </remarks>
/// <param name="Kind">The kind's name: ASCII, 1 to 255 characters.</param>
/// <param name="Version">The version of the kind's format, 0 to 65535.</param>
/// <param name="Description">The kind's own bytes, for example JSON.</param>
public sealed record FunctionCommand(string Kind, int Version, ReadOnlyMemory<byte> Description)
{
    /// <summary>What the user reads when sparkner was started for a function that is Python's.</summary>
    internal const string PythonFunctionMessage =
        "this column uses a Python function, but Spark was told to start sparkner as its Python: "
        + "unset spark.sql.execution.pyspark.python, or set spark.pyspark.python back to python3 and give sparkner's functions their own executable";

    private const int HeaderLength = 7;

    private static ReadOnlySpan<byte> Magic => "SNF1"u8;

    /// <summary>The bytes that travel.</summary>
    public byte[] Encode()
    {
        byte[] name = Encoding.ASCII.GetBytes(Kind);
        byte[] bytes = new byte[HeaderLength + name.Length + Description.Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), checked((ushort)Version));
        bytes[6] = checked((byte)name.Length);
        name.CopyTo(bytes, HeaderLength);
        Description.Span.CopyTo(bytes.AsSpan(HeaderLength + name.Length));
        return bytes;
    }

    /// <summary>Reads the bytes of <see cref="Encode"/>.</summary>
    /// <exception cref="FunctionException">They are something else: the message says what.</exception>
    public static FunctionCommand Decode(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.StartsWith(Magic) && span.Length >= HeaderLength && span[6] > 0 && span.Length >= HeaderLength + span[6])
        {
            return new FunctionCommand(
                Encoding.ASCII.GetString(span.Slice(HeaderLength, span[6])),
                BinaryPrimitives.ReadUInt16BigEndian(span[4..]),
                bytes[(HeaderLength + span[6])..]);
        }

        // A pickle of protocol 2 and later starts with 0x80 and the protocol's number.
        throw span.Length >= 2 && span[0] == 0x80 && span[1] is >= 2 and <= 5
            ? new FunctionException(PythonFunctionMessage)
            : new FunctionException($"the function's description is not one of sparkner's: {span.Length} bytes without the mark 'SNF1'");
    }
}
