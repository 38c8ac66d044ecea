using System.Text;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>A reply line, taken apart. The payload is a view of the line.</summary>
/// <param name="kind">How the JVM answered.</param>
/// <param name="type">For a value, its type's letter.</param>
/// <param name="payload">What follows.</param>
internal readonly ref struct Reply(ReplyKind kind, byte type, ReadOnlySpan<byte> payload)
{
    public ReplyKind Kind { get; } = kind;

    public byte Type { get; } = type;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Takes a line apart, without its line feed.</summary>
    /// <exception cref="GatewayException">It is not a reply.</exception>
    public static Reply Parse(ReadOnlySpan<byte> line) => line switch
    {
        [(byte)'!', (byte)'y', var type, .. var rest] => new Reply(ReplyKind.Value, type, rest),
        [(byte)'!', (byte)'y'] => new Reply(ReplyKind.Value, (byte)'v', default),
        [(byte)'!', (byte)'x', (byte)'r', .. var id] => new Reply(ReplyKind.Thrown, (byte)'r', id),
        [(byte)'!', (byte)'x', (byte)'s', .. var text] => new Reply(ReplyKind.Refused, (byte)'s', text),
        [(byte)'!', (byte)'x'] => new Reply(ReplyKind.NoMember, 0, default),
        [(byte)'!', (byte)'x', .. var rest] => new Reply(ReplyKind.Refused, 0, rest),
        [(byte)'!', (byte)'z', (byte)'s', .. var text] => new Reply(ReplyKind.Fatal, (byte)'s', text),
        [(byte)'!', (byte)'z', .. var rest] => new Reply(ReplyKind.Fatal, 0, rest),
        _ => throw new GatewayException(
            $"the JVM's answer is none of the gateway's protocol: '{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 80)])}'"),
    };
}
