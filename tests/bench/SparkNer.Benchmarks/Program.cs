using SparkNer.Benchmarks;

switch (args)
{
    case ["graph"]:
        GraphBenchmark.Run(Console.Out);
        return 0;
    case ["packing"]:
        PackingBenchmark.Run(Console.Out);
        return 0;
    case ["quantization"]:
        QuantizationBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/bench/SparkNer.Benchmarks -- graph|packing|quantization");
        return 2;
}
