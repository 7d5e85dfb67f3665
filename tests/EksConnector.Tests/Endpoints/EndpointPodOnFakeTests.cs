using System.Diagnostics;
using System.Text.Json.Nodes;
using EksConnector.Core.Endpoints;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>If no agent is running, the endpoints are tested from a temporary Pod, which is deleted.</summary>
public sealed class EndpointPodOnFakeTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Prefix = "eksconnector-endpoint-test-";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [SkippableTheory]
    [InlineData("init-offline")]
    [InlineData("init-slow")]
    [InlineData("pending")]
    [InlineData("scaled-to-zero")]
    public async Task A_temporary_Pod_tests_the_endpoints_where_no_agent_is_running(string scenario)
    {
        await EnterAsync(scenario);
        _fake.Kubelet.Tools["curl"] = """
            case "$*" in
                *ssmmessages*) echo '* connect to 10.1.2.3 port 443 failed: Connection refused' >&2; printf '\n@w 000 000 0.001 0.000 0.000 0.000 0.002\n'; exit 7 ;;
                *) printf '*  issuer: C=US; O=Amazon; CN=Amazon RSA 2048 M02\n' >&2; printf '\n@w 404 000 0.001 0.002 0.004 0.008 0.009\n' ;;
            esac
            """;

        EventLog<EndpointResult> log = await RunAsync();

        log.Failures.ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        log.Items.Select(item => $"{item.Endpoint} {item.IsReachable} {item.FailedStep} {item.FindingCode} {item.HttpStatus} {item.NodeName} {item.IsTemporaryPod}").ShouldBe(
        [
            "ssm True   404 connector-test-node True",
            "ssmmessages False Tcp SsmMessagesConnectionRefused  connector-test-node True",
        ]);
        log.Items.ShouldAllBe(item => item.Pod.StartsWith(Prefix, StringComparison.Ordinal) && item.Time.Kind == DateTimeKind.Local && item.Time > DateTime.Now.AddMinutes(-5));
        (log.Items[0].CertificateIssuer, log.Items[0].TlsTime).ShouldBe(("C=US; O=Amazon; CN=Amazon RSA 2048 M02", TimeSpan.FromMilliseconds(2)));
        Left().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_Pod_has_the_constraints_of_the_connector_and_no_rights()
    {
        await EnterAsync("init-offline");
        Template(spec =>
        {
            spec["nodeSelector"] = new JsonObject { ["disk"] = "ssd" };
            spec["tolerations"] = new JsonArray(new JsonObject { ["key"] = "edge", ["operator"] = "Exists", ["effect"] = "NoSchedule" });
            spec["imagePullSecrets"] = new JsonArray(new JsonObject { ["name"] = "registry" });
            spec["affinity"] = JsonNode.Parse("""{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"zone","operator":"In","values":["a"]}]}]}}}""");
        });

        await RunAsync();

        JsonObject pod = _fake.Kubelet.Pods.ShouldHaveSingleItem();
        JsonNode spec = pod["spec"]!;
        spec["nodeSelector"]!.ToJsonString().ShouldBe("""{"disk":"ssd"}""");
        ((string?)spec["tolerations"]![0]!["key"], (string?)spec["imagePullSecrets"]![0]!["name"]).ShouldBe(("edge", "registry"));
        spec["affinity"]!.ToJsonString().ShouldContain("\"zone\"");
        ((bool)spec["automountServiceAccountToken"]!, (bool)spec["enableServiceLinks"]!, (string?)spec["restartPolicy"]).ShouldBe((false, false, "Never"));
        ((long)spec["activeDeadlineSeconds"]!).ShouldBeInRange(60, 600);
        spec["volumes"].ShouldBeNull();
        ((bool)spec["securityContext"]!["runAsNonRoot"]!, (string?)spec["securityContext"]!["seccompProfile"]!["type"]).ShouldBe((true, "RuntimeDefault"));

        // A kubelet empties and rewrites the hosts file of a Pod when another of its containers starts.
        JsonNode container = ((JsonArray)spec["containers"]!).ShouldHaveSingleItem()!;
        ((string)container["image"]!).ShouldContain("amazon-ssm-agent");
        container["securityContext"]!.ToJsonString().ShouldBe("""{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}}""");

        pod.ToJsonString().ShouldNotContain("PLANTED");
        ((JsonObject)pod["metadata"]!["labels"]!).ContainsKey("app").ShouldBeFalse("the selector of the StatefulSet must not match the Pod");
    }

    [SkippableFact]
    public async Task An_endpoint_with_an_endless_output_does_not_hide_the_others()
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Tools["getent"] = """
            case $2 in
                ssm.*) i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); echo 10.1.2.3; done ;;
                *) echo '10.1.2.4 STREAM' ;;
            esac
            """;

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.Select(item => $"{item.Endpoint} {item.IsReachable} {item.FindingCode} {item.Addresses}").ShouldBe(["ssm   10.1.2.3", "ssmmessages True  10.1.2.4"]);
        log.Items[0].Summary.ShouldContain("did not complete");
    }

    [SkippableFact]
    public async Task The_Pod_resolves_names_and_connects_as_the_connector_does()
    {
        await EnterAsync("init-offline");
        Template(spec =>
        {
            spec["hostNetwork"] = true;
            spec["dnsPolicy"] = "None";
            spec["dnsConfig"] = JsonNode.Parse("""{"nameservers":["10.0.0.53"],"searches":["corp.test"],"options":[{"name":"ndots","value":"2"},{"name":"edns0"}]}""");
            spec["hostAliases"] = JsonNode.Parse("""[{"ip":"10.0.0.7","hostnames":["ssm.us-west-2.amazonaws.com"]}]""");
        });

        await RunAsync();

        JsonNode spec = _fake.Kubelet.Pods.ShouldHaveSingleItem()["spec"]!;
        ((bool?)spec["hostNetwork"], (string?)spec["dnsPolicy"]).ShouldBe((true, "None"));
        spec["dnsConfig"]!.ToJsonString().ShouldBe("""{"nameservers":["10.0.0.53"],"searches":["corp.test"],"options":[{"name":"ndots","value":"2"},{"name":"edns0","value":null}]}""");
        spec["hostAliases"]!.ToJsonString().ShouldBe("""[{"ip":"10.0.0.7","hostnames":["ssm.us-west-2.amazonaws.com"]}]""");
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_Pod_is_admitted_where_the_restricted_standard_is_enforced(bool isOpenShift)
    {
        await EnterAsync("init-offline");
        ChangeNamespace(value =>
        {
            value["metadata"]!["labels"] = new JsonObject { [PodSecurity.EnforceLabel] = "restricted" };
            value["metadata"]!["annotations"] = isOpenShift ? new JsonObject { ["openshift.io/sa.scc.uid-range"] = "1000680000/10000" } : null;
        });

        EventLog<EndpointResult> log = await RunAsync();

        log.Failures.ShouldBeEmpty();
        log.Items.ShouldAllBe(item => item.IsReachable == true);
        PodSecurity.Violations(_fake.Kubelet.Pods.ShouldHaveSingleItem()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_Pod_that_violates_the_standard_of_the_namespace_is_a_result_with_the_rule()
    {
        await EnterAsync("init-offline");
        ChangeNamespace(value => value["metadata"]!["labels"] = new JsonObject { [PodSecurity.EnforceLabel] = "restricted" });
        Template(spec => spec["hostNetwork"] = true);

        EventLog<EndpointResult> log = await RunAsync();

        log.Failures.ShouldBeEmpty();
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.FindingCode == null
            && item.Summary.Contains("was not admitted") && item.Summary.Contains("violates PodSecurity \"restricted:latest\": host namespaces"));
        _fake.Kubelet.Pods.ShouldBeEmpty();
        Left().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task OpenShift_assigns_the_user_of_the_Pod()
    {
        await EnterAsync("init-offline");
        _fake.Store.Change("namespaces", null, Namespace, value => value["metadata"]!["annotations"] = new JsonObject { ["openshift.io/sa.scc.uid-range"] = "1000680000/10000" });

        await RunAsync();

        _fake.Kubelet.Pods.ShouldHaveSingleItem()["spec"]!["securityContext"]!["runAsUser"].ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_plan_changes_nothing()
    {
        await EnterAsync("init-offline");

        EndpointPlan plan = (await PlanAsync(new EndpointRequest())).ShouldHaveSingleItem();

        plan.Describe().ShouldContain("create a temporary Pod with the image public.ecr.aws/amazon-ssm-agent/");
        _fake.Requests.All.ShouldAllBe(request => request.Method == "GET");
        _fake.Kubelet.Pods.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_Pod_uses_the_proxy_of_the_agent()
    {
        await EnterAsync("init-offline");
        AgentVariable(new JsonObject { ["name"] = "HTTPS_PROXY", ["value"] = "http://proxy.test:3128" });
        _fake.Kubelet.Tools["curl"] = "[ \"$https_proxy\" ] || exit 99; printf '\\n@w 404 200 0.001 0.002 0.004 0.008 0.009\\n'";

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.ShouldAllBe(item => item.IsReachable == true && item.Proxy == "http://proxy.test:3128");
    }

    [SkippableTheory]
    [InlineData("""{"name":"HTTPS_PROXY","value":"http://user:PLANTED-PASSWORD@proxy.test:3128"}""")]
    [InlineData("""{"name":"HTTPS_PROXY","valueFrom":{"secretKeyRef":{"name":"proxy","key":"PLANTED-key"}}}""")]
    public async Task The_credentials_of_a_proxy_are_not_copied_and_its_refusal_is_no_finding(string variable)
    {
        await EnterAsync("init-offline");
        AgentVariable(JsonNode.Parse(variable)!);
        _fake.Kubelet.Tools["curl"] = "printf '\\n@w 000 407 0.001 0.002 0.000 0.000 0.009\\n'; exit 56";

        EventLog<EndpointResult> log = await RunAsync();

        _fake.Kubelet.Pods.ShouldHaveSingleItem().ToJsonString().ShouldNotContain("PLANTED");
        log.Warnings.ShouldHaveSingleItem().ShouldContain("HTTPS_PROXY");
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.FindingCode == null && item.Summary.Contains("HTTPS_PROXY"));
        log.Items.Count.ShouldBe(2);
    }

    [SkippableTheory]
    [InlineData("http://user:PLANTED-PASSWORD@proxy.test:3128", "http://proxy.test:3128")]
    [InlineData("http://user@proxy.test:3128", "http://proxy.test:3128")]
    [InlineData("http://a$$b.test:3128", "http://a$$b.test:3128")]
    public async Task The_Pod_has_the_proxy_without_its_user(string value, string expected)
    {
        await EnterAsync("init-offline");
        AgentVariable(new JsonObject { ["name"] = "HTTPS_PROXY", ["value"] = value });

        await RunAsync();

        JsonNode container = _fake.Kubelet.Pods.ShouldHaveSingleItem()["spec"]!["containers"]![0]!;
        ((string?)container["env"]![0]!["value"]).ShouldBe(expected);
    }

    [SkippableFact]
    public async Task Kubernetes_replaces_nothing_in_the_command()
    {
        await EnterAsync("init-offline");

        await RunAsync();

        JsonArray words = _fake.Kubelet.Pods.ShouldHaveSingleItem()["spec"]!["containers"]![0]!["command"]!.AsArray();
        string command = string.Join('\n', words.Select(word => (string)word!));
        command.ShouldContain("$$");
        command.Replace("$$", string.Empty, StringComparison.Ordinal).ShouldNotContain('$');
    }

    [SkippableFact]
    public async Task An_image_without_a_shell_is_a_result()
    {
        await EnterAsync("healthy");

        EventLog<EndpointResult> log = await RunAsync(new EndpointRequest { Image = "public.ecr.aws/eks-connector/eks-connector:0.0.11" });

        log.Items.Count.ShouldBe(2);
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("does not contain a shell") && item.RecommendedAction!.Contains("-Image"));
    }

    [SkippableFact]
    public async Task Each_node_gets_a_Pod_of_its_own()
    {
        await EnterAsync("healthy");

        EventLog<EndpointResult> log = await RunAsync(new EndpointRequest { Nodes = ["connector-test-node"] });

        log.Items.Count.ShouldBe(2);
        JsonNode spec = _fake.Kubelet.Pods.ShouldHaveSingleItem()["spec"]!;
        spec["affinity"]!.ToJsonString().ShouldContain("""{"key":"metadata.name","operator":"In","values":["connector-test-node"]}""");
        spec["tolerations"]!.ToJsonString().ShouldBe("""[{"operator":"Exists"}]""");

        EventLog<EndpointResult> missing = await RunAsync(new EndpointRequest { Nodes = ["no-such-node"] });
        missing.Failures.ShouldHaveSingleItem().Message.ShouldContain("'no-such-node' does not exist");
        _fake.Kubelet.Pods.Count.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Each_of_several_nodes_has_its_own_result()
    {
        await EnterAsync("healthy");
        AddNode("edge-1");
        AddNode("edge-tainted", taint: "edge");
        AddNode("edge-lost", ready: "Unknown");

        EventLog<EndpointResult> log = await RunAsync(new EndpointRequest { Nodes = ["edge-1", "edge-lost", "edge-tainted"] });

        log.Failures.ShouldBeEmpty();
        log.Items.Select(item => $"{item.NodeName} {item.Endpoint} {item.IsReachable}").ShouldBe(
            ["edge-1 ssm True", "edge-1 ssmmessages True", "edge-lost ssm ", "edge-lost ssmmessages ", "edge-tainted ssm True", "edge-tainted ssmmessages True"]);
        EndpointResult lost = log.Items[2];
        lost.Summary.ShouldBe("The endpoint could not be tested: no temporary Pod was created, because the node 'edge-lost' is not ready.");
        lost.FindingCode.ShouldBeNull();
        _fake.Kubelet.Pods.Count.ShouldBe(2, "no Pod is created on a node that is not ready");
        Left().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_plan_for_several_nodes_names_those_that_are_not_ready()
    {
        await EnterAsync("healthy");
        AddNode("edge-lost", ready: "False");

        string both = (await PlanAsync(new EndpointRequest { Nodes = ["connector-test-node", "edge-lost"] })).ShouldHaveSingleItem().Describe();
        string lost = (await PlanAsync(new EndpointRequest { Nodes = ["edge-lost"] })).ShouldHaveSingleItem().Describe();

        both.ShouldContain("on each of the nodes connector-test-node, test the endpoints");
        lost.ShouldContain("create no temporary Pod, because these nodes are not ready: edge-lost");
    }

    [SkippableFact]
    public async Task A_taint_that_the_connector_does_not_tolerate_is_the_reason_why_the_Pod_is_not_scheduled()
    {
        await EnterAsync("init-offline");
        _fake.Store.Change("nodes", null, "connector-test-node", node => node["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "edge", ["effect"] = "NoSchedule" }));

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("had taints that the pod didn't tolerate"));
        Left().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Before_the_installation_a_Region_is_required()
    {
        await EnterAsync("missing");

        (await RunAsync()).Failures.ShouldHaveSingleItem().RecommendedAction.ShouldContain("-Region");
        EventLog<EndpointResult> log = await RunAsync(new EndpointRequest { Region = "eu-west-1" });

        log.Failures.ShouldBeEmpty();
        log.Items.Select(item => $"{item.HostName} {item.IsReachable}").ShouldBe(["ssm.eu-west-1.amazonaws.com True", "ssmmessages.eu-west-1.amazonaws.com True"]);
        Left().ShouldBeEmpty();

        await _fake.EnterAsync("no-namespace", Namespace);
        (await RunAsync(new EndpointRequest { Region = "eu-west-1" })).Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.EndpointNotTested);
    }

    [SkippableFact]
    public async Task A_Pod_that_is_not_admitted_is_a_result_with_the_reason()
    {
        await EnterAsync("init-offline");
        _fake.Faults.Add(Fault.Answer(403) with { Verb = "create", Path = "/pods", Message = "pods \"x\" is forbidden: exceeded quota: compute" });

        EventLog<EndpointResult> log = await RunAsync();

        log.Failures.ShouldBeEmpty();
        log.Items.Count.ShouldBe(2);
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("exceeded quota: compute"));
    }

    [SkippableFact]
    public async Task A_missing_image_is_a_result_with_the_answer_of_the_registry()
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Outcome = PodOutcome.ImageMissing;

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.Take(2).ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("failed to resolve reference") && item.RecommendedAction!.Contains("-Image"));
        log.Items.Select(item => $"{item.Endpoint} {item.IsReachable}").ShouldBe(["ssm ", "ssmmessages ", "registry True"]);
        Left().ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(PodOutcome.Pulled, "True  ", "The node pulled the image in 2.5s.")]
    [InlineData(PodOutcome.RegistryUnreachable, "False Tcp RegistryUnreachable", "connection refused")]
    public async Task The_registry_is_a_result_if_an_event_shows_it(PodOutcome outcome, string verdict, string summary)
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Outcome = outcome;

        EndpointResult registry = (await RunAsync()).Items[^1];

        (registry.Endpoint, registry.HostName, registry.Port).ShouldBe(("registry", "public.ecr.aws", 443));
        $"{registry.IsReachable} {registry.FailedStep} {registry.FindingCode}".ShouldBe(verdict);
        registry.Summary.ShouldContain(summary);
        registry.Time.ShouldBeGreaterThan(DateTime.Now.AddMinutes(-5));
    }

    [SkippableTheory]
    [InlineData("viewer", "create pods, delete pods")]
    [InlineData("lister", "create pods, delete pods, get pods/log")]
    public async Task Missing_permissions_are_an_error_before_anything_is_created(string user, string missing)
    {
        await EnterAsync("init-offline");

        EventLog<EndpointResult> log = await RunAsync(new EndpointRequest(), user);

        log.Items.ShouldBeEmpty();
        EksConnectorException failure = log.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.AccessDenied);
        failure.Message.ShouldContain(missing);
        _fake.Kubelet.Pods.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Cancellation_deletes_the_Pod()
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Outcome = PodOutcome.Pulling;
        using var stop = new CancellationTokenSource();
        Task<EventLog<EndpointResult>> running = RunAsync(cancellationToken: stop.Token);
        await _fake.Requests.WaitForAsync(request => request.Method == "GET" && request.PathAndQuery.Contains(Prefix, StringComparison.Ordinal));
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);

        _fake.Kubelet.Pods.Count.ShouldBe(1);
        Left().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_Pod_that_replaced_the_temporary_Pod_is_neither_read_nor_deleted()
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Outcome = PodOutcome.Pulling;
        Task<EventLog<EndpointResult>> running = RunAsync();
        await _fake.Requests.WaitForAsync(request => request.Method == "GET" && request.PathAndQuery.Contains(Prefix, StringComparison.Ordinal));
        string name = Left().ShouldHaveSingleItem();
        _fake.Store.Change("pods", Namespace, name, pod => pod["metadata"]!["uid"] = "another");

        EventLog<EndpointResult> log = await running;

        log.Items.Count.ShouldBe(2);
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("was replaced by another Pod"));
        Left().ShouldBe([name]);
    }

    [SkippableFact]
    public async Task Cancellation_waits_only_briefly_for_an_API_server_that_does_not_respond()
    {
        await EnterAsync("init-offline");
        _fake.Kubelet.Outcome = PodOutcome.Pulling;
        _fake.Faults.Add(new Fault(FaultKind.Stall) { Verb = "delete", Path = "/pods/" });
        using var stop = new CancellationTokenSource();
        Task<EventLog<EndpointResult>> running = RunAsync(cancellationToken: stop.Token);
        await _fake.Requests.WaitForAsync(request => request.Method == "GET" && request.PathAndQuery.Contains(Prefix, StringComparison.Ordinal));
        long start = Stopwatch.GetTimestamp();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);

        // Without cancellation, the deletion can take 10 seconds.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [SkippableFact]
    public async Task A_failed_deletion_is_a_warning_and_the_next_test_deletes_only_what_is_old()
    {
        await EnterAsync("init-offline");
        _fake.Faults.Add(Fault.Answer(500) with { Verb = "delete", Path = "/pods/" });
        EventLog<EndpointResult> first = await RunAsync();
        first.Items.ShouldAllBe(item => item.IsReachable == true);
        string left = Left().ShouldHaveSingleItem();
        first.Warnings.ShouldHaveSingleItem().ShouldContain(left);
        _fake.Faults.Clear();

        await RunAsync();
        Left().ShouldBe([left], "it is not older than its time limit");

        Age(left);
        JsonObject other = _fake.Store.Find("pods", Namespace, left)!;
        other["metadata"]!["name"] = "not-ours";
        ((JsonObject)other["metadata"]!).Remove("uid");
        _fake.Store.Put(other);
        await RunAsync();
        Left().ShouldBe(["not-ours"]);
    }

    [SkippableFact]
    public async Task A_leftover_is_also_deleted_where_the_agent_runs_but_not_by_a_plan()
    {
        await EnterAsync("init-offline");
        _fake.Faults.Add(Fault.Answer(500) with { Verb = "delete", Path = "/pods/" });
        await RunAsync();
        _fake.Faults.Clear();
        string left = Left().ShouldHaveSingleItem();
        Age(left);
        JsonObject remaining = _fake.Store.Find("pods", Namespace, left)!;
        await _fake.EnterAsync("healthy", Namespace);
        _fake.Store.Put(remaining);

        EndpointPlan plan = (await PlanAsync(new EndpointRequest())).ShouldHaveSingleItem();
        (plan.Pod, plan.Leftovers.Count).ShouldBe((null, 1));
        plan.Describe().ShouldContain($"delete the Pods of interrupted tests: {left}");
        Left().ShouldBe([left]);

        (await RunAsync()).Items.Count.ShouldBe(4);
        Left().ShouldBeEmpty();
    }

    private void Age(string pod) => _fake.Store.Change("pods", Namespace, pod, value => value["metadata"]!["creationTimestamp"] = "2026-01-01T00:00:00Z");

    private string[] Left() =>
    [
        .. _fake.Store.List("pods", Namespace).Where(pod => pod["metadata"]!["labels"]?["eksconnector.github.io/endpoint-test"] is not null).Select(pod => (string)pod["metadata"]!["name"]!),
    ];

    private void ChangeNamespace(Action<JsonNode> change) => _fake.Store.Change("namespaces", null, Namespace, value => change(value));

    private void AddNode(string name, string ready = "True", string? taint = null)
    {
        var node = (JsonObject)_fake.Store.Find("nodes", null, "connector-test-node")!.DeepClone();
        node["metadata"] = new JsonObject { ["name"] = name };
        node["status"]!["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready });
        node["spec"]!["taints"] = taint is null ? null : new JsonArray(new JsonObject { ["key"] = taint, ["effect"] = "NoSchedule" });
        _fake.Store.Put(node);
    }

    private void Template(Action<JsonNode> change) => _fake.Store.Change("statefulsets", Namespace, "eks-connector", value => change(value["spec"]!["template"]!["spec"]!));

    private void AgentVariable(JsonNode variable) => Template(spec =>
    {
        JsonNode agent = ((JsonArray)spec["containers"]!).First(container => (string?)container!["name"] == "connector-agent")!;
        var variables = agent["env"] as JsonArray ?? [];
        agent["env"] = new JsonArray([.. variables.Select(item => item!.DeepClone()), variable]);
    });

    private async Task EnterAsync(string scenario)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The fake cluster runs the script in the shell of this machine.");
        await _fake.EnterAsync(scenario, Namespace);
    }

    private EndpointRequest Complete(EndpointRequest request, string context) => request with
    {
        Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
        Targets = [new ClusterTarget(context, Namespace)],
        Verbose = true,
    };

    private async Task<IReadOnlyList<EndpointPlan>> PlanAsync(EndpointRequest request)
    {
        using var gateway = new KubernetesGateway();
        EventLog<EndpointOutcome> log = await EventLog<EndpointOutcome>.OfAsync(new TestEndpointOperation(gateway).RunAsync(Complete(request, "admin")));
        return [.. log.Items.Select(outcome => outcome.Plan).OfType<EndpointPlan>()];
    }

    private async Task<EventLog<EndpointResult>> RunAsync(EndpointRequest? request = null, string context = "admin", CancellationToken cancellationToken = default)
    {
        using var gateway = new KubernetesGateway();
        EventLog<EndpointResult> log = await EndpointRun.OfAsync(gateway, Complete(request ?? new EndpointRequest(), context), cancellationToken: cancellationToken);
        string.Join('\n', [.. log.Messages, .. log.Items.Select(item => $"{item} {item.Proxy} {item.RecommendedAction}")]).ShouldNotContain("PLANTED");
        return log;
    }
}
