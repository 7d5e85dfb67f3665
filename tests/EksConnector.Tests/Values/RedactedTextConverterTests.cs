using System.Buffers;
using System.Text;
using System.Text.Json;
using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>Every text of a document is redacted, regardless of its encoding and of buffer boundaries.</summary>
public sealed class RedactedTextConverterTests
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new RedactedTextConverter() } };

    [Theory]
    [InlineData("\"eks-connector-0\"", "eks-connector-0")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    [InlineData("\"Z\u00fcrich \ud83d\ude00\"", "Z\u00fcrich \ud83d\ude00")]
    [InlineData("\"password=PLANTED-1\"", "password=[redacted]")]
    [InlineData("\"Z\u00fcrich password=PLANTED-1 \u00fc\"", "Z\u00fcrich password=[redacted] \u00fc")]
    [InlineData("\"\\u0070assword=PLANTED-1\"", "password=[redacted]")]
    [InlineData("\"a\\n\\\"password\\\": \\\"PLANTED 1\\\"\"", "a\n\"password\": \"[redacted]\"")]
    [InlineData("\"password\\t=\\tPLANTED-1\"", "password\t=\t[redacted]")]
    [InlineData("\"pass\\u200bword=PLANTED-1\"", "pass\u200bword=[redacted]")]
    [InlineData("\"PASSW\\u00f6RD k\\u0065y \\ud83d\\ude00 p\\u0077d=PLANTED-1\"", "PASSW\u00f6RD key \ud83d\ude00 pwd=[redacted]")]
    public void Redacts_texts_in_one_buffer_and_in_many(string json, string? expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        JsonSerializer.Deserialize<string>(bytes, s_options).ShouldBe(expected);
        var reader = new Utf8JsonReader(Segments.Of(bytes));
        JsonSerializer.Deserialize<string>(ref reader, s_options).ShouldBe(expected);
    }

    [Fact]
    public void Redacts_property_names()
    {
        var read = JsonSerializer.Deserialize<Dictionary<string, string>>("""{"https://user:PLANTED-1@host/": "x", "app": "password=PLANTED-1"}""", s_options)!;
        read.ShouldBe(new Dictionary<string, string> { ["https://user:[redacted]@host/"] = "x", ["app"] = "password=[redacted]" });
    }

    [Fact]
    public void Rejects_invalid_UTF_8() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<string>([(byte)'"', 0xC3, 0x28, (byte)'"'], s_options));

    /// <summary>A sequence with segments of one byte.</summary>
    private sealed class Segments : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Of(byte[] bytes)
        {
            var first = new Segments { Memory = bytes.AsMemory(0, 1) };
            Segments last = first;
            for (int i = 1; i < bytes.Length; i++)
            {
                var next = new Segments { Memory = bytes.AsMemory(i, 1), RunningIndex = i };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, 1);
        }
    }
}
