using System.Runtime.Versioning;

// Spark's own scripts, and the guard that ends them, are for Unix shells.
[assembly: UnsupportedOSPlatform("windows")]

// Each test has several JVMs of its own: one after the other is faster, and leaves a small machine memory.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

[assembly: TestCaseOrderer("SparkNer.IntegrationTests.Support.VersionOrder", "SparkNer.IntegrationTests")]
