using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Core.Logs;

namespace EksConnector.Tests.Logs;

public sealed class EntryAssemblerTests
{
    private const string AwsError =
        "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation: \n" +
        "\tstatus code: 400, request id: 4f1c2d6e-0000-4000-8000-000000000001\n" +
        "caused by: Post \"https://ssm.us-west-2.amazonaws.com/\": i/o timeout\n" +
        "I1116 20:30:48.000000       1 init.go:44] next\n";

    [Fact]
    public void An_AWS_error_is_one_entry()
    {
        LogEntry[] entries = LogText.Entries(AwsError);
        entries.Length.ShouldBe(2);
        entries[0].Level.ShouldBe("Fatal");
        entries[0].Message.ShouldBe(
            "failed to initiate eks-connector: InvalidActivation: \n" +
            "\tstatus code: 400, request id: 4f1c2d6e-0000-4000-8000-000000000001\n" +
            "caused by: Post \"https://ssm.us-west-2.amazonaws.com/\": i/o timeout");
        entries[0].Raw.ShouldBe(AwsError[..AwsError.IndexOf("\nI1116", StringComparison.Ordinal)]);
        entries[1].Message.ShouldBe("next");
    }

    [Fact]
    public void Stack_traces_after_a_fatal_line_belong_to_it()
    {
        string log = LogText.DataFile("fatal-stacks.log");
        LogEntry[] entries = LogText.Entries(log);
        entries.Select(entry => entry.Level).ShouldBe(["Information", "Fatal"]);
        entries[1].Source.ShouldBe("init.go:43");
        entries[1].Message.ShouldStartWith("failed to initiate eks-connector: InvalidActivation: \n");
        entries[1].Raw.Split('\n').Length.ShouldBeGreaterThan(60);
        $"{entries[0].Raw}\n{entries[1].Raw}\n".ShouldBe(log);

        // The level and the tail apply to entries, not lines.
        LogText.Entries(log, new() { MinimumLevel = LogLevel.Error }).ShouldHaveSingleItem().Raw.ShouldBe(entries[1].Raw);
        LogText.Entries(log, new() { Tail = 1 }).ShouldHaveSingleItem().Raw.ShouldBe(entries[1].Raw);
    }

    [Fact]
    public void Stack_traces_of_a_panic_belong_to_it_without_a_header()
    {
        const string Log =
            "starting\npanic: nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:7 +0x1d\nexit status 2\n";
        LogText.Entries(Log).Select(entry => entry.Raw).ShouldBe(
            ["starting", "panic: nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:7 +0x1d\nexit status 2"]);
    }

    [Fact]
    public void A_stack_trace_without_its_beginning_is_one_entry()
    {
        const string Log = "main.main()\n\t/src/main.go:7 +0x1d\n\ngoroutine 5 [select]:\nsome text\ncreated by main.start\n\t/src/x.go:1\n";
        LogText.Entry(Log).Level.ShouldBe("Information");
    }

    [Fact]
    public void In_a_log_of_another_format_each_line_is_an_entry() =>
        LogText.Entries("one\ntwo\n  and more\nthree\n").Select(entry => entry.Raw).ShouldBe(["one", "two\n  and more", "three"]);

    [Fact]
    public void Reads_mixed_formats() =>
        LogText.Entries("2021-01-08 08:44:27 INFO [a] x\nE0108 08:44:27.123456       1 b.go:1] y\n[ProxyServer] z\nError: e\n")
            .Select(entry => $"{entry.Level} {entry.Source}").ShouldBe(["Information a", "Error b.go:1", "Error ProxyServer", "Fatal "]);

    [Fact]
    public void The_timestamp_of_the_log_API_is_not_part_of_the_entry()
    {
        LogEntry[] entries = LogText.Entries(
            "2024-01-01T00:00:01.5Z I1231 23:59:59.000000       1 a.go:1] x\r\n" +
            "2024-01-01T00:00:02Z \tmore\n" +
            "2024-01-01T00:00:03Z \n" +
            "2024-01-01T00:00:04.123456789Z 2020-01-08 08:44:27 INFO [a] y\n" +
            "I1231 23:59:59.000000       1 a.go:1] no time\n",
            new() { HasApiTimestamps = true });
        entries.Select(entry => entry.Raw).ShouldBe(
            ["I1231 23:59:59.000000       1 a.go:1] x\n\tmore\n", "2020-01-08 08:44:27 INFO [a] y", "I1231 23:59:59.000000       1 a.go:1] no time"]);
        entries.Select(entry => entry.UtcTime?.ToString("O", CultureInfo.InvariantCulture)).ShouldBe(
            ["2024-01-01T00:00:01.5000000Z", "2024-01-01T00:00:04.1234567Z", "2024-01-01T00:00:04.1234567Z"]);
        entries[0].Source.ShouldBe("a.go:1");
    }

    [Fact]
    public void A_line_without_a_time_has_the_time_of_the_previous_line() =>
        LogText.Entries("Error: a\n2021-01-08 08:44:27 INFO b\nError: c\n").Select(entry => entry.Timestamp?.Second).ShouldBe([null, 27, 27]);

    [Fact]
    public void Replaces_invalid_bytes_in_displayed_text()
    {
        byte[] log = [.. "2021-01-08 08:44:27 INFO [a] "u8, 0xFF, 0, 0x1B, .. "[31m\u00e4"u8, 0xC3, (byte)'\r', (byte)'\n', .. "\tx"u8, 0xE2, 0x82];
        LogText.Entries(log).ShouldHaveSingleItem().Message.ShouldBe("\ufffd\ufffd\ufffd[31m\u00e4\ufffd\n\tx\ufffd");
    }

    [Fact]
    public void Empty_input_gives_no_output() => LogText.Entries(string.Empty).ShouldBeEmpty();

    [Fact]
    public void A_line_of_20_MB_is_an_entry()
    {
        string line = "2021-01-08 08:44:27 INFO [a] " + new string('x', 20_000_000);
        LogEntry[] entries = LogText.Entries($"{line}\n\tmore\n2021-01-08 08:44:28 INFO [a] y\n");
        entries.Select(entry => entry.Raw.Length).ShouldBe([line.Length, 5, 30]);
        entries[0].Raw.ShouldBe(line);
        entries[1].Level.ShouldBe("Information");
    }

    [Fact]
    public void An_entry_that_is_too_long_continues_in_another_of_the_same_level()
    {
        string more = "\t" + new string('x', 999);
        string log = "E0108 08:44:27.123456       1 b.go:1] y\n" + string.Concat(Enumerable.Repeat(more + "\n", 5000));
        LogEntry[] entries = LogText.Entries(log);
        entries.Length.ShouldBe(2);
        entries.ShouldAllBe(entry => entry.Level == "Error" && entry.Raw.Length <= EntryAssembler.MaxEntryLength);
        (string.Join('\n', entries.Select(entry => entry.Raw)) + "\n").ShouldBe(log);
        entries[1].Source.ShouldBeEmpty();
        LogText.Entries(log, new() { MinimumLevel = LogLevel.Fatal }).ShouldBeEmpty();
    }

    [Fact]
    public void The_parts_of_a_long_line_are_entries_of_its_level()
    {
        var assembler = new EntryAssembler(LogText.Origin, new EntryOptions { MinimumLevel = LogLevel.Error });
        assembler.Line("E0108 08:44:27.123456       1 b.go:1] abc"u8, isContinued: true);
        assembler.Line("I0108 08:44:27.123456       1 b.go:1] def"u8, isContinued: true);
        assembler.Line("ghi\r"u8, isContinued: false);
        assembler.Line("I0108 08:44:27.123456       1 b.go:1] next"u8, isContinued: false);
        assembler.Complete();
        assembler.Take().Select(entry => entry.Raw).ShouldBe(
            ["E0108 08:44:27.123456       1 b.go:1] abc", "I0108 08:44:27.123456       1 b.go:1] def", "ghi"]);
    }

    [Fact]
    public void An_entry_is_complete_when_the_next_one_starts_or_on_request()
    {
        var assembler = new EntryAssembler(LogText.Origin, new EntryOptions { MinimumLevel = LogLevel.Error });
        assembler.Line("E0108 08:44:27.123456       1 b.go:1] one"u8, isContinued: false);
        assembler.Count.ShouldBe(0);
        assembler.Line("E0108 08:44:27.123456       1 b.go:1] two"u8, isContinued: false);
        assembler.Count.ShouldBe(1);
        assembler.Take().ShouldHaveSingleItem().Message.ShouldBe("one");
        assembler.Take().ShouldBeEmpty();
        assembler.FlushPending();
        assembler.FlushPending();
        assembler.Take().ShouldHaveSingleItem().Message.ShouldBe("two");

        // Lines that belong to the entry and arrive later have its level.
        assembler.Line("\tlate"u8, isContinued: false);
        assembler.Complete();
        LogEntry late = assembler.Take().ShouldHaveSingleItem();
        late.Level.ShouldBe("Error");
        late.Message.ShouldBe("\tlate");
    }

    [Fact]
    public void Filters_remove_entries_with_all_their_lines()
    {
        const string Log =
            "2021-01-08 08:44:20 ERROR old\n\tof old\n" +
            "2021-01-08 08:44:27 INFO [a] x\n\tof x\n" +
            "2021-01-08 08:44:28 WARN [a] y\n\tof y\n" +
            "2021-01-08 08:44:29 CRITICAL [a] z\n";
        Texts(new() { MinimumLevel = LogLevel.Warning }).ShouldBe(["old\n\tof old", "y\n\tof y", "z"]);
        Texts(new() { Since = new DateTime(2021, 1, 8, 8, 44, 27, DateTimeKind.Utc) }).ShouldBe(["x\n\tof x", "y\n\tof y", "z"]);
        Texts(new() { Pattern = Pattern("OF [XY]") }).ShouldBe(["x\n\tof x", "y\n\tof y"]);
        Texts(new() { Pattern = Pattern("of y") }).ShouldBe(["y\n\tof y"]);
        Texts(new() { Pattern = Pattern("x"), MinimumLevel = LogLevel.Warning }).ShouldBeEmpty();

        // The tail consists of the last entries that match the filters.
        Texts(new() { Tail = 2 }).ShouldBe(["y\n\tof y", "z"]);
        Texts(new() { Tail = 0 }).ShouldBeEmpty();
        Texts(new() { Tail = 99 }).Length.ShouldBe(4);
        Texts(new() { Tail = 3, MinimumLevel = LogLevel.Error }).ShouldBe(["old\n\tof old", "z"]);
        Texts(new() { Tail = 2, Pattern = Pattern("of") }).ShouldBe(["x\n\tof x", "y\n\tof y"]);
        Texts(new() { Tail = 1, Pattern = Pattern("of"), MinimumLevel = LogLevel.Error }).ShouldBe(["old\n\tof old"]);

        static string[] Texts(EntryOptions options) => LogText.Entries(Log, options).Select(entry => entry.Message).ToArray();
    }

    [Fact]
    public void Since_keeps_entries_without_a_time() =>
        LogText.Entries("Error: a\n2021-01-08 08:44:27 INFO b\n", new() { Since = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc) })
            .ShouldHaveSingleItem().Message.ShouldBe("Error: a");

    [Fact]
    public void Returns_new_entries_after_the_tail()
    {
        var assembler = new EntryAssembler(LogText.Origin, new EntryOptions { Tail = 2 });
        for (int i = 0; i < 5; i++)
        {
            assembler.Line(Encoding.ASCII.GetBytes($"2021-01-08 08:44:2{i} INFO {i}"), isContinued: false);
        }

        assembler.Count.ShouldBe(0);
        assembler.ReleaseTail();
        assembler.ReleaseTail();
        assembler.Take().Select(entry => entry.Message).ShouldBe(["3", "4"]);
        assembler.Line("2021-01-08 08:44:25 INFO 5"u8, isContinued: false);
        assembler.Line("2021-01-08 08:44:26 INFO 6"u8, isContinued: false);
        assembler.Take().ShouldHaveSingleItem().Message.ShouldBe("5");
    }

    [Theory]
    [InlineData("A|a'", "A")] // the position in the code is only in the second line
    [InlineData("a'|A", "a'")]
    [InlineData("A|a'|A|a'", "A|A")]
    [InlineData("A|A|a'", "A|A")]
    [InlineData("A|a'|a'", "A|a'")]
    [InlineData("A|B|a'", "A|B|a'")]
    [InlineData("A|i|a'", "A|i|a'")]
    [InlineData("A|b'", "A|b'")]
    [InlineData("A|later'", "A|later'")]
    [InlineData("A+|a'+", "A+")]
    [InlineData("A+|a'", "A+|a'")]
    [InlineData("i|i", "i|i")]
    public void Returns_an_error_once_that_standard_output_has_in_two_formats(string log, string remaining)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["A"] = "2021-01-08 08:44:27 ERROR [amazon-ssm-agent] a",
            ["a'"] = "2021-01-08 08:44:27 ERROR [log @ standin.1] [amazon-ssm-agent] a",
            ["later'"] = "2021-01-08 08:44:28 ERROR [log @ standin.1] [amazon-ssm-agent] a",
            ["B"] = "2021-01-08 08:44:27 ERROR [amazon-ssm-agent] b",
            ["b'"] = "2021-01-08 08:44:27 ERROR [log @ standin.1] [amazon-ssm-agent] b",
            ["i"] = "2021-01-08 08:44:27 INFO [amazon-ssm-agent] a",
            ["A+"] = "2021-01-08 08:44:27 ERROR [amazon-ssm-agent] a\n\tmore",
            ["a'+"] = "2021-01-08 08:44:27 ERROR [log @ standin.1] [amazon-ssm-agent] a\n\tmore",
        };
        string text = string.Concat(log.Split('|').Select(name => lines[name] + "\n"));
        LogText.Entries(text, new() { DropsDuplicateErrors = true }).Select(entry => entry.Raw).ShouldBe(remaining.Split('|').Select(name => lines[name]));
        LogText.Entries(text).Length.ShouldBe(log.Split('|').Length);
    }

    [Fact]
    public void Block_boundaries_do_not_matter()
    {
        byte[] log = [.. Encoding.UTF8.GetBytes("cut off\r\n" + AwsError + "2021-01-08 08:44:27 INFO [ä] [b] €\u001b[0m\n\npassword: PLANTED\nlast"), 0xE2];
        string[] whole = Shown(LogText.Entries(log));
        whole.Length.ShouldBe(4);
        whole.ShouldAllBe(entry => !entry.Contains("PLANTED", StringComparison.Ordinal));
        for (int first = 0; first <= log.Length; first++)
        {
            Shown(LogText.Entries(log, null, first)).ShouldBe(whole);
            Shown(LogText.Entries(log, null, first, first + ((log.Length - first) / 3))).ShouldBe(whole);
        }

        static string[] Shown(LogEntry[] entries) =>
            entries.Select(entry => $"{entry.UtcTime:O} {entry.Level} {entry.Source} {entry.Message} {entry.Raw}").ToArray();
    }

    [Fact]
    public void Redacts_secrets_before_entries_are_created()
    {
        string raw = LogText.Entry("2021-01-08 08:44:27 INFO [amazon-ssm-agent] https_proxy: http://proxyuser:PLANTED-PROXY-PASSWORD@proxy.test:3128\n").Raw;
        raw.ShouldBe("2021-01-08 08:44:27 INFO [amazon-ssm-agent] https_proxy: http://proxyuser:[redacted]@proxy.test:3128");
    }

    [Fact]
    public void Entries_cost_one_string_and_one_object_each()
    {
        byte[] log = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(
            "2021-01-08 08:44:27 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] a line of a hundred and twenty-five bytes or so.\n", 2000)));

        // 126 characters take 278 bytes, an entry takes at most 64, and the lists of entries are added.
        Allocated(new(), limit: 278 + 64 + 48);
        Allocated(new() { MinimumLevel = LogLevel.Error }, limit: 8);
        Allocated(new() { Pattern = Pattern("xyz+y") }, limit: 8);
        Allocated(new() { Tail = 10 }, limit: 16);

        // The minimum of several reads counts: a garbage collection removes buffers from their pool, and code that is not optimized yet, as
        // on a busy machine, allocates more.
        void Allocated(EntryOptions options, long limit)
        {
            long least = long.MaxValue;
            for (long start = Stopwatch.GetTimestamp(); least / 2000 >= limit && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20);)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                LogText.Entries(log, options);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            (least / 2000).ShouldBeLessThan(limit);
        }
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
}
