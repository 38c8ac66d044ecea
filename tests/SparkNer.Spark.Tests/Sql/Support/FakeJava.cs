using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Sql.Support;

/// <summary>
/// A JVM that does nothing but remember: each object is the expression that made it, as a Java programmer would write it. What a call of our API asks of Spark can
/// then be read off the result.
/// </summary>
internal sealed class FakeJava : IDisposable
{
    private readonly FakeJvm _jvm;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Expression> _objects = [];
    private readonly Dictionary<string, string> _answers = [];
    private readonly List<string> _calls = [];
    private readonly List<string> _released = [];

    public FakeJava(string sparkVersion)
    {
        _jvm = new FakeJvm(Reply);
        Gateway = JavaGateway.Connect(_jvm.Address);
        Assert.True(SparkVersion.TryParse(sparkVersion, out SparkVersion version));
        var application = new SparkApplication(Gateway, null, Object("jsc"), sparkVersion, version);
        Session = new SparkSession(application, Object("spark"));
        Frame = new DataFrame(Session, Object("df"));
    }

    public JavaGateway Gateway { get; }

    public SparkSession Session { get; }

    public DataFrame Frame { get; }

    /// <summary>The calls so far, each as an expression.</summary>
    public string[] Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The expressions of the objects that were given back.</summary>
    public string[] Released
    {
        get
        {
            lock (_lock)
            {
                return [.. _released];
            }
        }
    }

    /// <summary>What a method answers from now on, as a reply of the protocol without <c>!y</c>, instead of an object.</summary>
    public FakeJava Answer(string method, string reply)
    {
        _answers[method] = reply;
        return this;
    }

    /// <summary>The expression that made an object.</summary>
    public string ExpressionOf(JavaObject made)
    {
        lock (_lock)
        {
            return _objects[made.Id].ToString();
        }
    }

    /// <summary>An object of a name.</summary>
    public JavaObject Object(string name)
    {
        lock (_lock)
        {
            _objects[name] = new Expression(name);
        }

        return new JavaObject(Gateway, name);
    }

    public void Dispose()
    {
        Gateway.Dispose();
        _jvm.Dispose();
    }

    private string Reply(FakeCommand command)
    {
        lock (_lock)
        {
            return command.Lines switch
            {
                ["m", "d", var id, "e"] => Release(id),
                ["c", "o" or ['o', ..], "add", var item, "e"] => Add(command.Lines[1], Value(item)),
                ["c", ['o', ..], "put", var key, var value, "e"] => Add(command.Lines[1], $"{Value(key)}={Value(value)}"),
                ["a", "s", var id, _, var value, "e"] => Add(id, Value(value)),
                ["a", "e", var id, "e"] => "!yi" + _objects[id].Items.Count,
                ["i", "java.util.ArrayList" or "java.util.HashMap" or "java.util.LinkedHashMap", "e"] => "!yl" + Register(new Expression("")),
                ["a", "c", var type, _, "e"] => "!yt" + Register(new Expression(Short(type[1..]))),
                ["i", var type, .. var arguments, "e"] => Made($"new {Short(type)}({Values(arguments)})", ""),
                ["c", ['z', ':', .. var type], "toSeq", var list, "e"] => "!yr" + Register(new Expression($"seq{Value(list)}")),
                ["c", ['z', ':', .. var type], var method, .. var arguments, "e"] => Made($"{Short(type)}.{method}({Values(arguments)})", method),
                ["c", var id, var method, .. var arguments, "e"] => Made($"{_objects[id]}.{method}({Values(arguments)})", method),
                ["r", "m", var type, var member, "e"] => Made($"{Short(type)}.{member}", member),
                _ => "!xsnot expected: " + command.Text,
            };
        }
    }

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];

    private string Made(string expression, string method)
    {
        _calls.Add(expression);
        return "!y" + (_answers.TryGetValue(method, out string? answer) ? answer : "r" + Register(new Expression(expression)));
    }

    private string Register(Expression expression)
    {
        string id = $"o{_objects.Count}";
        _objects[id] = expression;
        return id;
    }

    private string Add(string id, string item)
    {
        _objects[id].Items.Add(item);
        return "!yv";
    }

    private string Release(string id)
    {
        _released.Add(_objects[id].ToString());
        return "!yv";
    }

    private string Values(string[] lines) => string.Join(", ", lines.Select(Value));

    private string Value(string line) => line[0] switch
    {
        'n' => "null",
        's' => $"\"{line[1..]}\"",
        'L' => line[1..] + "L",
        'r' => _objects[line[1..]].ToString(),
        'j' => $"bytes({line[1..]})",
        'd' => line[1..] + "d",
        'D' => line[1..] + "m",
        _ => line[1..],
    };

    /// <summary>What made an object; a collection's items are added later.</summary>
    private sealed record Expression(string Text)
    {
        public List<string> Items { get; } = [];

        public override string ToString() => Text.Length > 0 && Items.Count == 0 ? Text : $"{Text}[{string.Join(", ", Items)}]";
    }
}
