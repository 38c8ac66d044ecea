using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary>A test on the CoNLL-2003 data, which may not be given away with this project: skipped where they are not beside the checkout.</summary>
public sealed class ConllFactAttribute : FactAttribute
{
    public ConllFactAttribute()
    {
        if (!File.Exists(TestA))
        {
            Skip = "there is no shared/data/conll2003/eng.testa beside the checkout";
        }
    }

    /// <summary>The development part.</summary>
    public static string TestA { get; } = Path.Combine(Golden.RepositoryRoot, "..", "shared", "data", "conll2003", "eng.testa");
}
