using SparkNer.Benchmarks;

switch (args)
{
    case ["graph"]:
        GraphBenchmark.Run(Console.Out);
        return 0;
    case ["packing"]:
        PackingBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/SparkNer.Benchmarks -- graph|packing");
        return 2;
}
