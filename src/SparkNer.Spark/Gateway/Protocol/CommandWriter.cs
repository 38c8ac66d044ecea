using System.Globalization;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>Writes commands as the lines that the JVM reads.</summary>
internal sealed class CommandWriter(Stream stream)
{
    private readonly CommandBuffer _buffer = new(stream);

    /// <summary>Proves that we know the secret; first on every connection.</summary>
    public void Authenticate(string secret)
    {
        Line("A");
        _buffer.WriteEscaped(secret);
        _buffer.EndLine();
        _buffer.Flush();
    }

    /// <summary>Writes a command and sends it.</summary>
    public void Write(in Command command)
    {
        _buffer.WritePlain(Head(command.Kind));
        if (command.Target.Length > 0)
        {
            Line(command.Target);
        }

        if (command.Member.Length > 0)
        {
            Line(command.Member);
        }

        if (command.Kind == CommandKind.Find)
        {
            // The JVM's own view of imported names.
            Line("rj");
        }

        foreach (object? argument in command.Arguments)
        {
            Value(argument);
            _buffer.EndLine();
        }

        Line("e");
        _buffer.Flush();
    }

    private static string Head(CommandKind kind) => kind switch
    {
        CommandKind.Call => "c\n",
        CommandKind.New => "i\n",
        CommandKind.StaticMember => "r\nm\n",
        CommandKind.Find => "r\nu\n",
        CommandKind.Field => "f\ng\n",
        CommandKind.NewArray => "a\nc\n",
        CommandKind.ArrayGet => "a\ng\n",
        CommandKind.ArraySet => "a\ns\n",
        CommandKind.ArrayLength => "a\ne\n",
        CommandKind.Release => "m\nd\n",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private void Line(ReadOnlySpan<char> text)
    {
        _buffer.WritePlain(text);
        _buffer.EndLine();
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                _buffer.WritePlain("n");
                break;
            case bool truth:
                _buffer.WritePlain(truth ? "btrue" : "bfalse");
                break;
            case string text:
                _buffer.Write((byte)'s');
                _buffer.WriteEscaped(text);
                break;
            case char letter:
                _buffer.Write((byte)'s');
                _buffer.WriteEscaped([letter]);
                break;
            case JavaObject target:
                _buffer.Write((byte)'r');
                _buffer.WritePlain(target.Id);
                break;
            case byte[] bytes:
                _buffer.Write((byte)'j');
                _buffer.WriteBase64(bytes);
                break;
            case ReadOnlyMemory<byte> bytes:
                _buffer.Write((byte)'j');
                _buffer.WriteBase64(bytes.Span);
                break;
            default:
                Number((IFormattable)value);
                break;
        }
    }

    private void Number(IFormattable value)
    {
        _buffer.Write(value switch
        {
            long => (byte)'L',
            double or float => (byte)'d',
            decimal => (byte)'D',
            _ => (byte)'i',
        });
        _buffer.WritePlain(value.ToString(null, CultureInfo.InvariantCulture));
    }
}
