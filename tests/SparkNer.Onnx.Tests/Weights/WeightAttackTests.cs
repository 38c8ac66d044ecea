using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>Weights from elsewhere: whatever is in them, the answer is a named error, never a crash, another program, or a wrong model.</summary>
public sealed class WeightAttackTests : IDisposable
{
    // Beside what the largest of the files themselves take.
    private const long MostBytes = 200_000_000;

    private static readonly Dictionary<string, Attack> Attacks = SafetensorsAttacks.All.Concat(TorchAttacks.All).ToDictionary(a => a.Name, a => a.Attack);

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Names => [.. Attacks.Keys];

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_weights_end_in_an_error_that_names_the_file_and_the_matter(string name)
    {
        Attack attack = Attacks[name];
        var folder = new AttackFolder(_temporary);
        attack.Write(folder);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ModelFormatException>(() => WeightFiles.Open(folder.Path).Dispose());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.Contains(attack.File, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(folder.Path, error.Path, StringComparison.Ordinal);
        Assert.Contains(attack.Says, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 1000);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }
}
