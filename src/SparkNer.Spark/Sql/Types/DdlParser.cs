using System.Globalization;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Reads types and columns as SQL writes them. Words are the same in any letter case; names keep theirs.</summary>
internal ref struct DdlParser
{
    private const int MaxDepth = 512;
    private static readonly string[] _intervalUnits = ["year", "month", "day", "hour", "minute", "second"];
    private DdlLexer _lexer;
    private int _depth;

    private DdlParser(string text) => _lexer = new DdlLexer(text);

    /// <summary>A type alone: <c>array&lt;int&gt;</c>.</summary>
    public static DataType ParseType(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        var parser = new DdlParser(ddl);
        DataType type = parser.Type();
        parser.End();
        return type;
    }

    /// <summary>Columns: <c>id bigint not null, text string</c>.</summary>
    public static StructType ParseColumns(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        var parser = new DdlParser(ddl);
        var fields = new List<StructField>();
        if (parser._lexer.Kind != DdlToken.End)
        {
            do
            {
                fields.Add(parser.Field());
            }
            while (parser.TakeSign(","));
        }

        parser.End();
        return new StructType(fields);
    }

    /// <summary>A type if it is one, otherwise columns: as Spark decides.</summary>
    public static DataType ParseTypeOrColumns(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        var lexer = new DdlLexer(ddl);
        lexer.Next();
        if (lexer.Kind == DdlToken.End || (lexer.Kind == DdlToken.Sign && lexer.Value != ":"))
        {
            // No column goes on like this: what is wrong is wrong with the type.
            return ddl.AsSpan().IsWhiteSpace() ? ParseColumns(ddl) : ParseType(ddl);
        }

        try
        {
            return ParseType(ddl);
        }
        catch (FormatException)
        {
            return ParseColumns(ddl);
        }
    }

    private StructField Field()
    {
        if (_lexer.Kind is not (DdlToken.Word or DdlToken.QuotedName))
        {
            throw _lexer.Error("a name");
        }

        string name = _lexer.Value;
        _lexer.Next();
        TakeSign(":");
        DataType type = Type();
        bool nullable = true;
        if (TakeWord("not"))
        {
            nullable = TakeWord("null") ? false : throw _lexer.Error("NULL");
        }

        Metadata? metadata = null;
        if (TakeWord("comment"))
        {
            metadata = _lexer.Kind == DdlToken.Text ? Metadata.Of("comment", _lexer.Value) : throw _lexer.Error("a text in quotes");
            _lexer.Next();
        }

        return new StructField(name, type, nullable, metadata);
    }

    private DataType Type()
    {
        if (_lexer.Kind != DdlToken.Word)
        {
            throw _lexer.Error("a type");
        }

        if (++_depth > MaxDepth)
        {
            throw new FormatException($"The type is nested more than {MaxDepth} deep.");
        }

        DdlLexer before = _lexer;
        string name = _lexer.Value.ToLowerInvariant();
        _lexer.Next();
        DataType type = name switch
        {
            "boolean" => new BooleanType(),
            "tinyint" or "byte" => new ByteType(),
            "smallint" or "short" => new ShortType(),
            "int" or "integer" => new IntegerType(),
            "bigint" or "long" => new LongType(),
            "float" or "real" => new FloatType(),
            "double" => new DoubleType(),
            "decimal" or "dec" or "numeric" => Decimal(),
            "date" => new DateType(),
            "time" => Time(),
            "timestamp" or "timestamp_ltz" => new TimestampType(),
            "timestamp_ntz" => new TimestampNtzType(),
            "string" => String(),
            "char" or "character" => new CharType(Length()),
            "varchar" => new VarcharType(Length()),
            "binary" => new BinaryType(),
            "void" => new NullType(),
            "variant" => new VariantType(),
            "interval" => Interval(),
            "array" => Array(),
            "map" => Map(),
            "struct" => Struct(),
            _ => throw before.Error("a type"),
        };
        _depth--;
        return type;
    }

    private ArrayType Array()
    {
        Sign("<");
        DataType element = Type();
        Sign(">");
        return new ArrayType(element);
    }

    private MapType Map()
    {
        Sign("<");
        DataType key = Type();
        Sign(",");
        DataType value = Type();
        Sign(">");
        return new MapType(key, value);
    }

    private StructType Struct()
    {
        Sign("<");
        if (TakeSign(">"))
        {
            return new StructType();
        }

        var fields = new List<StructField>();
        do
        {
            fields.Add(Field());
        }
        while (TakeSign(","));

        Sign(">");
        return new StructType(fields);
    }

    private DecimalType Decimal()
    {
        if (!TakeSign("("))
        {
            return new DecimalType();
        }

        int precision = Number();
        int scale = TakeSign(",") ? Number() : 0;
        Sign(")");
        return new DecimalType(precision, scale);
    }

    private TimeType Time()
    {
        if (TakeSign("("))
        {
            int precision = Number();
            Sign(")");
            return new TimeType(precision);
        }

        return new TimeType();
    }

    private StringType String()
    {
        if (!TakeWord("collate"))
        {
            return new StringType();
        }

        string collation = _lexer.Kind is DdlToken.Word or DdlToken.QuotedName ? _lexer.Value : throw _lexer.Error("a collation's name");
        _lexer.Next();
        return new StringType(collation);
    }

    private DataType Interval()
    {
        if (!TakeUnit(out string from))
        {
            return new CalendarIntervalType();
        }

        string to = from;
        if (TakeWord("to") && !TakeUnit(out to))
        {
            throw _lexer.Error("a unit of time");
        }

        bool months = from is "year" or "month";
        return months == to is "year" or "month" && System.Array.IndexOf(_intervalUnits, from) <= System.Array.IndexOf(_intervalUnits, to)
            ? new IntervalType(from, to)
            : throw _lexer.Error($"an interval that can go from {from} to {to}");
    }

    private bool TakeUnit(out string unit)
    {
        unit = _lexer.Value.ToLowerInvariant();
        if (_lexer.Kind != DdlToken.Word || !_intervalUnits.Contains(unit))
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    private int Length()
    {
        Sign("(");
        int length = Number();
        Sign(")");
        return length;
    }

    private int Number()
    {
        if (_lexer.Kind != DdlToken.Word || !int.TryParse(_lexer.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw _lexer.Error("a number");
        }

        _lexer.Next();
        return number;
    }

    private bool TakeWord(string word)
    {
        if (_lexer.Kind != DdlToken.Word || !_lexer.Value.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    private bool TakeSign(string sign)
    {
        if (_lexer.Kind != DdlToken.Sign || _lexer.Value != sign)
        {
            return false;
        }

        _lexer.Next();
        return true;
    }

    private void Sign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw _lexer.Error($"'{sign}'");
        }
    }

    private readonly void End()
    {
        if (_lexer.Kind != DdlToken.End)
        {
            throw _lexer.Error("the end");
        }
    }
}
