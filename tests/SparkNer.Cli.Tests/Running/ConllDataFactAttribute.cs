using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary>A test on CoNLL-2003's <c>eng.testa</c>, whose text may not be passed on: skipped with the reason where it is not there.</summary>
/// <remarks>Its folder is named by the environment variable SPARKNER_CONLL2003, or lies beside the checkout.</remarks>
public sealed class ConllDataFactAttribute : FactAttribute
{
    /// <summary>Skips if the file is not there.</summary>
    public ConllDataFactAttribute() => Skip = File.Exists(TestA) ? null : $"CoNLL-2003's {TestA} is not there; name its folder in SPARKNER_CONLL2003.";

    /// <summary>The file.</summary>
    public static string TestA { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("SPARKNER_CONLL2003") ?? Path.Combine(Golden.RepositoryRoot, "..", "shared", "data", "conll2003"), "eng.testa");
}
