namespace SparkNer.Spark.Sql;

/// <content>Texts and bytes.</content>
public static partial class Functions
{
    /// <summary>Lower case.</summary>
    public static Column Lower(Column column) => Of("lower", column);

    /// <summary>Upper case.</summary>
    public static Column Upper(Column column) => Of("upper", column);

    /// <summary>The first letter of each word in upper case.</summary>
    public static Column InitCap(Column column) => Of("initcap", column);

    /// <summary>Without spaces at both ends.</summary>
    public static Column Trim(Column column) => Of("trim", column);

    /// <summary>Without these characters at both ends.</summary>
    public static Column Trim(Column column, string trimString) => Of("trim", column, trimString);

    /// <summary>Without spaces at the start.</summary>
    public static Column Ltrim(Column column) => Of("ltrim", column);

    /// <summary>Without spaces at the end.</summary>
    public static Column Rtrim(Column column) => Of("rtrim", column);

    /// <summary>The number of characters (code points), or of bytes.</summary>
    public static Column Length(Column column) => Of("length", column);

    /// <summary>Every match of a Java regular expression replaced.</summary>
    public static Column RegexpReplace(Column column, string pattern, string replacement) => Of("regexp_replace", column, pattern, replacement);

    /// <summary>Every match of a Java regular expression replaced.</summary>
    public static Column RegexpReplace(Column column, Column pattern, Column replacement) => Of("regexp_replace", column, pattern, replacement);

    /// <summary>A group of the first match of a Java regular expression; empty if there is none.</summary>
    public static Column RegexpExtract(Column column, string pattern, int group) => Of("regexp_extract", column, pattern, group);

    /// <summary>The parts between matches of a Java regular expression.</summary>
    public static Column Split(Column column, string pattern) => Of("split", column, pattern);

    /// <summary>At most so many parts between matches of a Java regular expression.</summary>
    public static Column Split(Column column, string pattern, int limit) => Of("split", column, pattern, limit);

    /// <summary>A part of a text; positions count from 1.</summary>
    public static Column Substring(Column column, int position, int length) => Of("substring", column, position, length);

    /// <summary>What stands before the so manieth delimiter; behind it, counted from the end, if negative.</summary>
    public static Column SubstringIndex(Column column, string delimiter, int count) => Of("substring_index", column, delimiter, count);

    /// <summary>Where a text first occurs, from 1; 0 if it does not.</summary>
    public static Column Instr(Column column, string substring) => Of("instr", column, substring);

    /// <summary>Where a text first occurs, from 1; 0 if it does not.</summary>
    public static Column Locate(string substring, Column column) => Of("locate", substring, column);

    /// <summary>Filled up at the start.</summary>
    public static Column Lpad(Column column, int length, string pad) => Of("lpad", column, length, pad);

    /// <summary>Filled up at the end.</summary>
    public static Column Rpad(Column column, int length, string pad) => Of("rpad", column, length, pad);

    /// <summary>Repeated.</summary>
    public static Column Repeat(Column column, int times) => Of("repeat", column, times);

    /// <summary>A text or an array from its end to its start.</summary>
    public static Column Reverse(Column column) => Of("reverse", column);

    /// <summary>Characters replaced one by one.</summary>
    public static Column Translate(Column column, string matching, string replacement) => Of("translate", column, matching, replacement);

    /// <summary>How many characters differ.</summary>
    public static Column Levenshtein(Column left, Column right) => Of("levenshtein", left, right);

    /// <summary>Texts or arrays one behind the other; null if one is null.</summary>
    public static Column Concat(params Column[] columns) => OfAll("concat", columns);

    /// <summary>Texts joined by a separator; nulls are left out.</summary>
    public static Column ConcatWs(string separator, params Column[] columns) =>
        new(g => g.CallStaticObject(ClassName, "concat_ws", separator, g.ColumnSeq(columns)));

    /// <summary>Values put into a text as Java's <c>String.format</c> does.</summary>
    public static Column FormatString(string format, params Column[] columns) =>
        new(g => g.CallStaticObject(ClassName, "format_string", format, g.ColumnSeq(columns)));

    /// <summary>Bytes as base 64.</summary>
    public static Column Base64(Column column) => Of("base64", column);

    /// <summary>The bytes of base 64.</summary>
    public static Column Unbase64(Column column) => Of("unbase64", column);

    /// <summary>A text as bytes.</summary>
    public static Column Encode(Column column, string charset) => Of("encode", column, charset);

    /// <summary>Bytes as a text.</summary>
    public static Column Decode(Column column, string charset) => Of("decode", column, charset);

    /// <summary>The MD5 of bytes, in hexadecimal.</summary>
    public static Column Md5(Column column) => Of("md5", column);

    /// <summary>The SHA-1 of bytes, in hexadecimal.</summary>
    public static Column Sha1(Column column) => Of("sha1", column);

    /// <summary>The SHA-2 of 224, 256, 384 or 512 bits, in hexadecimal.</summary>
    public static Column Sha2(Column column, int bits) => Of("sha2", column, bits);

    /// <summary>The CRC-32 of bytes.</summary>
    public static Column Crc32(Column column) => Of("crc32", column);

    /// <summary>A part of a JSON text, as text: <c>$.a[0].b</c>.</summary>
    public static Column GetJsonObject(Column column, string path) => Of("get_json_object", column, path);
}
