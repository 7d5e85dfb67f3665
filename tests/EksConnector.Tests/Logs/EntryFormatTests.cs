using System.Globalization;

namespace EksConnector.Tests.Logs;

/// <summary>The fields of an entry of one line.</summary>
public sealed class EntryFormatTests
{
    [Theory]

    // klog
    [InlineData("I0108 08:44:27.123456       1 init.go:43] text", "Information", "init.go:43", "text")]
    [InlineData("W0108 08:44:27.123456       1 initializer.go:7] a: b", "Warning", "initializer.go:7", "a: b")]
    [InlineData("E1231 23:59:59.999999 1234567 x_y.go:1234] text", "Error", "x_y.go:1234", "text")]
    [InlineData("F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation:", "Fatal", "init.go:43", "failed to initiate eks-connector: InvalidActivation:")]
    [InlineData("I0108 08:44:27.123456       1 init.go:43] ", "Information", "init.go:43", "")]
    [InlineData("I0108 08:44:27.123456       1 init.go:43]", "Information", "init.go:43", "")]
    [InlineData("I0108 08:44:27.123456       1 init.go:43]  two blanks [x] ", "Information", "init.go:43", " two blanks [x] ")]
    [InlineData("I0108 08:44:27.123456       1 proxy.go:52] eks connector proxy encountered error: dial tcp", "Error", "proxy.go:52", "eks connector proxy encountered error: dial tcp")]
    [InlineData("I0108 08:44:27.123456       1 proxy.go:52] no eks connector proxy encountered error:", "Information", "proxy.go:52", "no eks connector proxy encountered error:")]

    // The agent
    [InlineData("2021-01-08 08:44:27 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] text", "Information", "ssm-agent-worker/MessageService/MGSInteractor", "text")]
    [InlineData("2021-01-08 08:44:27.1234 WARN [amazon-ssm-agent] text: [x] y", "Warning", "amazon-ssm-agent", "text: [x] y")]
    [InlineData("2021-01-08 08:44:27 ERROR text", "Error", "", "text")]
    [InlineData("2021-01-08 08:44:27 DEBUG [a] text", "Debug", "a", "text")]
    [InlineData("2021-01-08 08:44:27 TRACE [a] text", "Trace", "a", "text")]
    [InlineData("2021-01-08 08:44:27 CRITICAL [a] text", "Fatal", "a", "text")]
    [InlineData("2021-01-08 08:44:27 INFO [a]", "Information", "a", "")]
    [InlineData("2021-01-08 08:44:27 INFO [a] ", "Information", "a", "")]
    [InlineData("2021-01-08 08:44:27 INFO ", "Information", "", "")]
    [InlineData("2021-01-08 08:44:27 INFO [a][b] text", "Information", "", "[a][b] text")]
    [InlineData("2021-01-08 08:44:27 INFO [{\"a\":1}] text", "Information", "", "[{\"a\":1}] text")]
    [InlineData("2021-01-08 08:44:27 INFO [ä] text", "Information", "", "[ä] text")]
    [InlineData("2021-01-08 08:44:27 INFO [open text", "Information", "", "[open text")]
    [InlineData("2021-01-08 08:44:27 ERROR [log @ standin.1] [amazon-ssm-agent] text", "Error", "amazon-ssm-agent", "text")]
    [InlineData("2021-01-08 08:44:27 ERROR [(*Agent).log @ agent.go.12] [a] [b] text", "Error", "a/b", "text")]
    [InlineData("2021-01-08 08:44:27 ERROR [log @ standin.1] text", "Error", "log @ standin.1", "text")]
    [InlineData("2021-01-08 08:44:27 NOTICE [a] text", "Information", "", "NOTICE [a] text")]
    [InlineData("2021-01-08 08:44:27 some text", "Information", "", "some text")]

    // Output of Go programs other than logs
    [InlineData("[ProxyServer] 2021/01/08 08:44:27 http: TLS handshake error", "Error", "ProxyServer", "2021/01/08 08:44:27 http: TLS handshake error")]
    [InlineData("Error: required flag(s) \"activation.id\" not set", "Fatal", "", "Error: required flag(s) \"activation.id\" not set")]
    [InlineData("panic: runtime error: index out of range", "Fatal", "", "panic: runtime error: index out of range")]
    [InlineData("fatal error: all goroutines are asleep - deadlock!", "Fatal", "", "fatal error: all goroutines are asleep - deadlock!")]

    // No header
    [InlineData("text", "Information", "", "text")]
    [InlineData("I0108 is no header", "Information", "", "I0108 is no header")]
    [InlineData("I1308 08:44:27.123456       1 init.go:43] no month", "Information", "", "I1308 08:44:27.123456       1 init.go:43] no month")]
    [InlineData("I0108 08:44:27.12345       1 init.go:43] five digits", "Information", "", "I0108 08:44:27.12345       1 init.go:43] five digits")]
    [InlineData("I0108 08:44:27.123456       1 init.go:43", "Information", "", "I0108 08:44:27.123456       1 init.go:43")]
    [InlineData("I0108 08:44:27.123456       x init.go:43] no thread", "Information", "", "I0108 08:44:27.123456       x init.go:43] no thread")]
    [InlineData("I0108 08:44:27.123456        ", "Information", "", "I0108 08:44:27.123456        ")]
    [InlineData("2021-01-08T08:44:27 INFO text", "Information", "", "2021-01-08T08:44:27 INFO text")]
    [InlineData("2021-01-32 08:44:27 INFO text", "Information", "", "2021-01-32 08:44:27 INFO text")]
    [InlineData("2021-01-08 08:44:27", "Information", "", "2021-01-08 08:44:27")]
    [InlineData("", "Information", "", "")]
    public void Reads_level_source_and_message_of_a_line(string line, string level, string source, string message)
    {
        LogEntry entry = LogText.Entry(line + "\n");
        entry.Level.ShouldBe(level);
        entry.Source.ShouldBe(source);
        entry.Message.ShouldBe(message);
        entry.Raw.ShouldBe(line);
        entry.ToString().ShouldBe(line);
    }

    [Theory]
    [InlineData("2021-01-08 08:44:27 INFO text", "2021-01-08T08:44:27.0000000Z")]
    [InlineData("2021-01-08 08:44:27.1234 INFO text", "2021-01-08T08:44:27.1234000Z")]
    [InlineData("2021-01-08 08:44:27.123456789 INFO text", "2021-01-08T08:44:27.1234567Z")]
    [InlineData("F1116 20:30:47.261469       1 init.go:43] text", "2020-11-16T20:30:47.2614690Z")]
    [InlineData("F0116 20:30:47.261469       1 init.go:43] text", "2021-01-16T20:30:47.2614690Z")]
    [InlineData("text", null)]
    public void Reads_the_time_of_a_line(string line, string? time)
    {
        var reference = new DateTime(2021, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        DateTime? timestamp = LogText.Entry(line, new() { Reference = reference }).UtcTime;
        timestamp?.ToString("O", CultureInfo.InvariantCulture).ShouldBe(time);
        (timestamp?.Kind ?? DateTimeKind.Utc).ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public void An_entry_names_its_source()
    {
        LogEntry entry = LogText.Entry("text");
        entry.Context.ShouldBe("prod");
        entry.Namespace.ShouldBe("eks-connector");
        entry.Pod.ShouldBe("eks-connector-0");
        entry.Container.ShouldBe("connector-agent");
        entry.IsFromPreviousContainer.ShouldBeFalse();
    }
}
