using System.Net;
using System.Text;
using SparkNer.Spark.Worker;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Lines of Linux's table of TCP connections.</summary>
public sealed class LoopbackTableTests
{
    [Theory]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 04 00000000:0001 01:00 00000000 0 0 0 1", true)]
    [InlineData("   7: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:C350 05 00000000:0001", true)]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 06 00000000:0001", true)]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 09 00000000:0001", true)]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 0B 00000000:0001", true)]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 01 00000000:0001", false)]
    [InlineData("   7: 0100007F:1F90 0100007F:C350 08 00000000:0001", false)]
    [InlineData("   7: 0100007F:C350 0100007F:1F90 04 00000000:0001", false)]
    [InlineData("   7: 0200000A:1F90 0200000A:C350 04 00000000:0001", false)]
    [InlineData("   7: 0100007F:1F91 0100007F:C350 04 00000000:0001", false)]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr", false)]
    [InlineData("", false)]
    [InlineData("   7: 0100007F:1F90", false)]
    public void A_line_is_about_the_other_end_and_says_whether_it_was_closed(string line, bool expected) => Assert.Equal(
        expected,
        LoopbackTable.SaysClosed(Encoding.ASCII.GetBytes(line), new IPEndPoint(IPAddress.Loopback, 50000), new IPEndPoint(IPAddress.Loopback, 8080)));

    [Fact]
    public void IPv6_has_a_loopback_address_of_its_own() => Assert.True(LoopbackTable.SaysClosed(
        "   1: 00000000000000000000000001000000:1F90 00000000000000000000000001000000:C350 04 0"u8,
        new IPEndPoint(IPAddress.IPv6Loopback, 50000),
        new IPEndPoint(IPAddress.IPv6Loopback, 8080)));
}
