using System.Globalization;
using System.Text;
using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>Does by our client what a recording's driver did, against a peer that plays the recording's JVM and accepts nothing but the recorded lines.</summary>
internal sealed class TranscriptReplay : IDisposable
{
    private readonly Transcript.Exchange[] _script;
    private readonly ThrownAnswers _thrown = new();
    private readonly HashSet<string> _thrownIds = [];
    private readonly Dictionary<string, JavaObject> _objects = [];
    private readonly List<string> _wrong = [];
    private readonly FakeJvm _jvm;
    private JavaGateway? _gateway;
    private int _next;

    public TranscriptReplay(string version, string name)
    {
        _script = [.. WithoutTheRecordersQuestions(Transcript.Read(version, name))];
        _jvm = new FakeJvm(Reply);
    }

    /// <summary>Lines of ours that were not the recorded ones.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>How many recorded commands were sent.</summary>
    public int Sent => _next;

    public int Expected => _script.Length;

    /// <summary>Plays it; <paramref name="check"/> gets each reply and what our client made of it.</summary>
    public void Run(Action<string, object?> check)
    {
        using JavaGateway gateway = _gateway = JavaGateway.Connect(_jvm.Address);
        foreach ((string[] sent, string? received) in _script)
        {
            if (sent[0] == "m")
            {
                // Sent before the next command.
                Object(sent[2]).Dispose();
                continue;
            }

            object? answer;
            try
            {
                answer = Do(sent);
            }
            catch (Exception e) when (e is GatewayException or JavaException)
            {
                answer = e;
            }

            if (answer is JavaObject made)
            {
                _objects[made.Id] = made;
            }

            check(received ?? "", answer);
        }
    }

    public void Dispose() => _jvm.Dispose();

    private object? Do(string[] sent) => sent switch
    {
        ["c", ['z', ':', .. var type], var method, .. var arguments, "e"] => _gateway!.CallStatic(type, method, Arguments(arguments)),
        ["c", var id, var method, .. var arguments, "e"] => Object(id).Call(method, Arguments(arguments)),
        ["i", "java.lang.String", .. var arguments, "e"] => StringOf(arguments),
        ["i", var type, .. var arguments, "e"] => _gateway!.New(type, Arguments(arguments)),
        ["r", "m", var type, var member, "e"] => _gateway!.StaticMember(type, member),
        ["r", "u", var name, "rj", "e"] => _gateway!.Find(name),
        ["a", "c", var type, var length, "e"] => _gateway!.NewArray(type[1..], (int)Argument(length)!),
        ["a", "g", var id, var index, "e"] => _gateway!.ArrayGet(Object(id), (int)Argument(index)!),
        ["a", "s", var id, var index, var value, "e"] => Set(id, index, value),
        ["a", "e", var id, "e"] => _gateway!.ArrayLength(Object(id)),
        ["q", ..] => _gateway!.Find("anything"),
        _ => throw new NotSupportedException(string.Join('|', sent)),
    };

    // The JVM answers the text itself, which is no object.
    private object? StringOf(string[] arguments)
    {
        try
        {
            return _gateway!.New("java.lang.String", Arguments(arguments));
        }
        catch (GatewayException e) when (e.Message.Contains("answered a String", StringComparison.Ordinal))
        {
            return e;
        }
    }

    private object? Set(string id, string index, string value)
    {
        _gateway!.ArraySet(Object(id), (int)Argument(index)!, Argument(value));
        return null;
    }

    private JavaObject Object(string id) => _objects.TryGetValue(id, out JavaObject? known) ? known : new JavaObject(_gateway!, id);

    private object?[] Arguments(string[] lines) => [.. lines.Select(Argument)];

    private object? Argument(string line) => line[0] switch
    {
        'n' => null,
        'b' => line == "btrue",
        'i' => int.Parse(line[1..], CultureInfo.InvariantCulture),
        'L' => long.Parse(line[1..], CultureInfo.InvariantCulture),
        'd' => double.Parse(line[1..], CultureInfo.InvariantCulture),
        's' => Unescaped(line[1..]),
        'j' => Convert.FromBase64String(line[1..]),
        'r' => Object(line[1..]),
        _ => throw new NotSupportedException(line),
    };

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return plain.ToString();
    }

    private string? Reply(FakeCommand command)
    {
        if (_next < _script.Length && (command.Lines.SequenceEqual(_script[_next].Sent) || _script[_next].Sent[0] == "q"))
        {
            string? reply = _script[_next++].Received;
            if (reply is ['!', 'x', 'r', .. var id])
            {
                _thrown.Add(id, "java.lang.NumberFormatException", "recorded");
            }

            return reply;
        }

        if (_thrown.Answer(command) is { } answer)
        {
            return answer;
        }

        _wrong.Add($"sent {command.Text}, recorded {(_next < _script.Length ? string.Join('|', _script[_next].Sent) : "nothing more")}");
        return "!yn";
    }

    // The recorder asked about exceptions in its own way, opened its connections itself and lost one on purpose.
    private IEnumerable<Transcript.Exchange> WithoutTheRecordersQuestions(Transcript.Exchange[] script)
    {
        foreach (Transcript.Exchange exchange in script)
        {
            bool about = exchange.Sent is ["c" or "m", var target, ..] && _thrownIds.Contains(exchange.Sent[0] == "m" ? exchange.Sent[2] : target);
            if (exchange.Received is ['!', 'x' or 'y', 'r', .. var id] && (about || exchange.Received[1] == 'x'))
            {
                _thrownIds.Add(id);
            }

            if (!about && exchange.Received is not null && exchange.Sent[0] != "A")
            {
                yield return exchange;
            }
        }
    }
}
