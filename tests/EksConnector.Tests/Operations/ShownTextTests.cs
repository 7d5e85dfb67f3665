using EksConnector.Core;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.Operations;

/// <summary>No text of an operation contains a secret or a control character, in any stream.</summary>
public sealed class ShownTextTests
{
    private const string Hostile = "password=PLANTED1\u001b[31m\u202e\r\u0085";

    [Fact]
    public void Cleans_the_texts_of_an_error()
    {
        var failure = new EksConnectorException("x", FailureCategory.InvalidData, Hostile, Hostile, new InvalidDataException(Hostile)) { Target = Hostile, Reason = Hostile };
        EksConnectorException again = failure.WithTarget(Hostile);
        Check(failure.Message, failure.RecommendedAction, failure.Target, failure.Reason, failure.ToString(), again.ToString(), again.Target);
        failure.InnerException.ShouldBeNull();
    }

    [Fact]
    public async Task Cleans_warnings_traces_and_progress()
    {
        var texts = new List<string>();
        await foreach (OperationEvent<string> item in Operation.RunAsync<string>(
            (writer, _) =>
            {
                writer.Warn(Hostile);
                writer.Trace(Hostile);
                writer.Report(Hostile, Hostile, 5);
                return Task.CompletedTask;
            },
            traces: true))
        {
            texts.AddRange(item switch
            {
                MessageEvent<string> message => [message.Text],
                ProgressEvent<string> progress => [progress.Activity, progress.Status],
                _ => (string[])[],
            });
        }

        texts.Count.ShouldBe(4);
        Check([.. texts]);
    }

    [Fact]
    public async Task Reports_an_unexpected_error_without_secrets()
    {
        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(async () =>
        {
            await foreach (OperationEvent<string> item in Operation.RunAsync<string>((_, _) => throw new InvalidOperationException(Hostile), traces: true))
            {
                item.ShouldNotBeNull();
            }
        });
        failure.ErrorId.ShouldBe(ErrorIds.UnexpectedError);
        Check(failure.Message, failure.ToString());
    }

    [Fact]
    public void Cleans_plugin_output_before_it_is_shortened()
    {
        string text = PluginMessage.Make("password=PLANTEDPLANTEDPLANTED1 " + new string('x', 1985), new ExecEntry { Command = "c" });
        text.ShouldNotContain("PLANTED");
        text.ShouldNotContain("TED1");
    }

    private static void Check(params string?[] texts)
    {
        foreach (string? text in texts)
        {
            text.ShouldNotBeNull().ShouldNotContain("PLANTED");
            VisibleText.IsVisible(text!.Replace("\r\n", "\n", StringComparison.Ordinal)).ShouldBeTrue(text);
        }
    }
}
