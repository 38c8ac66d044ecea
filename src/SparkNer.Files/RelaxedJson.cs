using System.Text.Encodings.Web;

namespace SparkNer.Files;

/// <summary>How strings are escaped in the JSON that is written: only where JSON asks for it, since no browser will take it for a page.</summary>
internal static class RelaxedJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
