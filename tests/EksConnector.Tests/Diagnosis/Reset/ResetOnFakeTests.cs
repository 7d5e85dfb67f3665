using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis.Reset;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis.Reset;

/// <summary>Reset-EksConnectorActivation on the fake cluster and the fake of AWS, with faults between any two steps.</summary>
public sealed class ResetOnFakeTests
{
    private const string Activation = "eks-connector-activation-config";
    private static readonly FakeAwsFault s_denied = new(403, "AccessDeniedException", "User: x is not authorized to perform: iam:PassRole");

    // The failing step, and the steps that are completed before it.
    public static TheoryData<string, string> Steps => new()
    {
        { "dry run", "Nothing was changed." },
        { "check in AWS", "Nothing was changed." },
        { "store", "No step was completed." },
        { "deregister", "Completed: store the settings of the registration in Secret/eksconnector-activation-reset. " },
        { "register", "; deregister the cluster 'my-cluster'. " },
        { "register, response lost", "; deregister the cluster 'my-cluster'. " },
        { "code", "; register the cluster 'my-cluster'. " },
        { "state", "; write the activation code to Secret/eks-connector-activation-config. " },
        { "template", "; delete the state Secrets of other activations. " },
        { "pods", "; set the activation ID and the Region in StatefulSet/eks-connector. " },
        { "cleanup", "; re-create the Pods. " },
    };

    [Fact]
    public async Task Replaces_an_expired_activation()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Cluster.Store.Put(Grant());
        JsonObject grant = fixture.Cluster.Store.Find("clusterroles", null, "eksconnector-impersonate-x")!;

        EventLog<ResetResult> run = await fixture.RunAsync();

        fixture.ShouldBeReset(run);
        fixture.ShouldHideSecrets(run);
        run.Items[0].PreviousActivationId.ShouldBe(ResetFixture.OldId);
        run.Items[0].Changed.ShouldBeTrue();
        run.Items[0].ActivationExpiry!.Value.Kind.ShouldBe(DateTimeKind.Local);
        run.Items[0].Steps.Count.ShouldBe(7);
        JsonNode.DeepEquals(fixture.Cluster.Store.Find("clusterroles", null, "eksconnector-impersonate-x"), grant).ShouldBeTrue();
        fixture.Aws.Requests.Where(request => request.Method is "POST" or "DELETE" && request.Action.StartsWith("eks:", StringComparison.Ordinal))
            .Select(request => request.Action).ShouldBe(["eks:RegisterCluster", "eks:DeregisterCluster", "eks:RegisterCluster"]);

        // Nothing remains to be done.
        EventLog<ResetPlan> again = await fixture.PlanAsync();
        again.Items.ShouldBeEmpty();
        again.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ResetNotRequired);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_failing_step_reports_the_completed_steps_and_a_second_run_completes_the_reset(string step, string done)
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        Break(fixture, step);

        EventLog<ResetResult> first = await fixture.RunAsync();

        first.Items.ShouldBeEmpty();
        EksConnectorException failure = first.Failures.ShouldHaveSingleItem();
        failure.Message.ShouldContain(done);
        failure.Target.ShouldBe("admin");
        fixture.ShouldHideSecrets(first);
        bool isPartial = done.Contains("Completed", StringComparison.Ordinal) || done.StartsWith(';');
        (failure.ErrorId == ErrorIds.ChangeIncomplete).ShouldBe(isPartial);
        failure.RecommendedAction.Contains("run the same command again", StringComparison.Ordinal).ShouldBe(isPartial);

        fixture.Cluster.Faults.Clear();
        fixture.Aws.Heal();
        fixture.Aws.OnRequest = null;
        EventLog<ResetResult> second = await fixture.RunAsync();

        fixture.ShouldBeReset(second);
        fixture.ShouldHideSecrets(second);
        second.Items[0].ActivationId.ShouldNotBe(ResetFixture.OldId);
    }

    [Theory]
    [InlineData("pods")]
    [InlineData("cleanup")]
    public async Task A_second_run_does_not_register_again_if_the_activation_is_set(string step)
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        Break(fixture, step);
        await fixture.RunAsync();
        fixture.Cluster.Faults.Clear();
        int before = fixture.Aws.Requests.Count;

        EventLog<ResetResult> second = await fixture.RunAsync();

        fixture.ShouldBeReset(second);
        fixture.Aws.Requests.Skip(before).ShouldAllBe(request => !request.Action.EndsWith("registerCluster", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_connection_timeout_is_an_error_and_a_second_run_continues_to_wait()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Connector.Connects = false;

        EventLog<ResetResult> first = await fixture.RunAsync(fixture.Request with { WaitTimeout = TimeSpan.FromSeconds(1) });

        first.Items.ShouldHaveSingleItem().IsConnected.ShouldBeFalse();
        EksConnectorException failure = first.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.WaitTimeout);
        failure.Message.ShouldContain("did not connect within 1s. Amazon EKS reports the status PENDING, and Systems Manager reports the agents as ConnectionLost.");
        fixture.ShouldHideSecrets(first);

        string id = fixture.Aws.Clusters["my-cluster"].ActivationId!;
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { Status = "ACTIVE" };
        foreach (string instance in fixture.Aws.Instances.Keys)
        {
            fixture.Aws.Instances[instance] = fixture.Aws.Instances[instance] with { PingStatus = "Online" };
        }

        EventLog<ResetResult> second = await fixture.RunAsync();
        fixture.ShouldBeReset(second);
        second.Items[0].ActivationId.ShouldBe(id);
        second.Items[0].Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task Planning_only_reads_on_both_sides_and_describes_every_step()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();

        ResetPlan plan = (await fixture.PlanAsync()).Items.ShouldHaveSingleItem();

        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
        fixture.Aws.Requests.ShouldAllBe(request => request.Action.Contains(":Describe", StringComparison.Ordinal) || request.Action == "sts:GetCallerIdentity");
        plan.Describe().Split(Environment.NewLine).ShouldBe(
        [
            "Reset the activation of cluster 'my-cluster' in Region us-west-2:",
            "  store the settings of the registration in Secret/eksconnector-activation-reset until the reset is complete",
            $"  deregister the cluster from Amazon EKS (activation {ResetFixture.OldId})",
            "  register the cluster again (role arn:aws:iam::111122223333:role/AgentRole, provider EKS_ANYWHERE, 1 tags)",
            "  write the new activation code to Secret/eks-connector-activation-config",
            "  delete Secret/eks-connector-state-0, the state of another activation",
            "  set the activation ID and the Region us-west-2 in StatefulSet/eks-connector",
            "  delete Pod/eks-connector-0, so that the StatefulSet re-creates it",
            "  wait until the cluster is ACTIVE and an agent is online",
            "  keep the roles, the service account, and the access of IAM principals",
        ]);
    }

    [Fact]
    public async Task Does_not_reset_a_working_connector_without_Force()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync("complete");

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.ResetNotRequired);
        failure.Message.ShouldContain("nothing is wrong with it");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
        fixture.Aws.Requests.ShouldAllBe(request => request.Method == "GET" || !request.Action.StartsWith("eks:", StringComparison.Ordinal));

        EventLog<ResetResult> forced = await fixture.RunAsync(fixture.Request with { Force = true });
        forced.Failures.ShouldBeEmpty();
        forced.Items.ShouldHaveSingleItem().IsConnected.ShouldBeTrue();
        fixture.Aws.Clusters["my-cluster"].ActivationId.ShouldNotBe(ResetFixture.OldId);
        fixture.ShouldHideSecrets(forced);
    }

    [Fact]
    public async Task Names_another_root_cause()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync("image-pull-backoff");

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.ResetNotRequired);
        failure.Message.ShouldContain("The root cause is Image");
        failure.RecommendedAction.ShouldEndWith("To reset the activation nevertheless, use -Force.");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_change_what_Helm_manages()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync("helm");

        EventLog<ResetResult> run = await fixture.RunAsync(fixture.Request with { Force = true });

        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.ManagedByHelm);
        failure.RecommendedAction.ShouldContain("helm upgrade eks-connector oci://public.ecr.aws/eks-connector/eks-connector-chart");
        failure.RecommendedAction.ShouldContain("$env:EKS_ACTIVATION_CODE");
        failure.RecommendedAction.ShouldEndWith("-f - . Then run Reset-EksConnectorActivation again: it removes the old state and restarts the Pods.");
        failure.RecommendedAction.ShouldNotContain("activationCode=");
        fixture.ShouldHideSecrets(run);
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
        fixture.Aws.Clusters["my-cluster"].ActivationId.ShouldBe(ResetFixture.OldId);
    }

    [Fact]
    public async Task Registers_a_deregistered_cluster_with_the_specified_role()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync("complete");
        fixture.Aws.Clusters.Clear();
        fixture.Aws.Activations.Clear();
        fixture.Aws.Instances.Clear();

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();
        failure.RecommendedAction.ShouldContain("-ConnectorRoleArn");

        EventLog<ResetResult> run = await fixture.RunAsync(fixture.Request with { ConnectorRoleArn = "arn:aws:iam::111122223333:role/AgentRole", Provider = "GKE" });
        run.Failures.ShouldBeEmpty();
        run.Items.ShouldHaveSingleItem().IsConnected.ShouldBeTrue();
        (fixture.Aws.Clusters["my-cluster"].RoleArn, fixture.Aws.Clusters["my-cluster"].Provider).ShouldBe(("arn:aws:iam::111122223333:role/AgentRole", "GKE"));
    }

    [Fact]
    public async Task Retries_the_registration_while_the_name_is_in_use_or_the_role_is_not_available()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        var answers = new Queue<FakeAwsFault>([
            new(409, "ResourceInUseException", "Cluster already exists with name: my-cluster"),
            new(428, "ResourcePropagationDelayException", "The service-linked role is not available yet."),
        ]);
        bool isDeregistered = false;
        fixture.Aws.OnRequest = request =>
        {
            isDeregistered |= request.Action == "eks:DeregisterCluster";
            if (isDeregistered && request.Action == "eks:RegisterCluster" && answers.TryDequeue(out FakeAwsFault? fault))
            {
                fixture.Aws.Fail("eks:RegisterCluster", fault, times: 1);
            }
        };

        EventLog<ResetResult> run = await fixture.RunAsync();

        fixture.ShouldBeReset(run);
        fixture.Aws.Requests.Count(request => request.Action == "eks:RegisterCluster").ShouldBe(4);
    }

    [Fact]
    public async Task A_failing_registration_ends_at_the_timeout()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Limits = fixture.Limits with { Registration = TimeSpan.FromMilliseconds(200) };
        fixture.Aws.OnRequest = request =>
        {
            if (request.Action == "eks:DeregisterCluster")
            {
                fixture.Aws.Fail("eks:RegisterCluster", new FakeAwsFault(428, "ResourcePropagationDelayException", "Not yet."));
            }
        };

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.ChangeIncomplete);
        failure.Message.ShouldContain("a required IAM role is not available yet");
    }

    [Fact]
    public async Task Names_missing_permissions_before_anything_is_changed()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Cluster.Access.Revoke("viewer");
        fixture.Cluster.Access.Grant("viewer", new AccessRule("get list", "secrets statefulsets.apps pods events pods/log namespaces nodes"));

        EksConnectorException failure = (await fixture.RunAsync(fixture.Request with { Targets = [new("viewer", ResetFixture.Namespace)] })).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.AccessDenied);
        failure.Message.ShouldContain("nothing was changed");
        failure.Message.ShouldContain("patch secrets/eks-connector-activation-config");
        failure.Message.ShouldContain("patch statefulsets/eks-connector");
        failure.Message.ShouldContain("delete pods");
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Requires_the_namespace_if_another_installation_matches()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        await fixture.Cluster.EnterAsync("healthy", "tenant");

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.NamespaceRequired);
        fixture.Cluster.Requests.Writes.ShouldBeEmpty();
        fixture.ShouldBeReset(await fixture.RunAsync(fixture.Request with { Targets = [new("admin", ResetFixture.Namespace)] }));
    }

    [Fact]
    public async Task Requires_the_name_of_a_cluster_that_no_object_confirms()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { ActivationId = "11111111-0000-4000-8000-000000000001" };

        EksConnectorException failure = (await fixture.RunAsync()).Failures.ShouldHaveSingleItem();
        failure.RecommendedAction.ShouldContain("-ClusterName my-cluster");
        fixture.Aws.Clusters["my-cluster"].ActivationId.ShouldBe("11111111-0000-4000-8000-000000000001");

        // No object in this cluster confirms a registration without an activation ID.
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { ActivationId = null };
        (await fixture.PlanAsync()).Failures.ShouldHaveSingleItem().RecommendedAction.ShouldContain("-ClusterName my-cluster");
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { ActivationId = "11111111-0000-4000-8000-000000000001" };

        fixture.ShouldBeReset(await fixture.RunAsync(fixture.Request with { Registrations = [new("admin", "my-cluster", null)] }));
    }

    [Fact]
    public async Task Does_not_change_a_registration_that_differs_from_the_plan()
    {
        await using ResetFixture fixture = await ResetFixture.StartAsync();
        IReadOnlyList<ResetPlan> plans = (await fixture.PlanAsync()).Items;
        fixture.Aws.Clusters["my-cluster"] = fixture.Aws.Clusters["my-cluster"] with { ActivationId = "11111111-0000-4000-8000-000000000001" };

        EksConnectorException failure = (await fixture.ApplyAsync(plans)).Failures.ShouldHaveSingleItem();

        failure.ErrorId.ShouldBe(ErrorIds.Conflict);
        failure.Message.ShouldContain("Nothing was changed.");
        fixture.Aws.Clusters["my-cluster"].ActivationId.ShouldBe("11111111-0000-4000-8000-000000000001");
    }

    private static void Break(ResetFixture fixture, string step)
    {
        switch (step)
        {
            case "dry run":
                Refuse("PATCH", Activation, after: 0);
                break;
            case "check in AWS":
                fixture.Aws.Fail("eks:RegisterCluster", s_denied, times: 1);
                break;
            case "store":
                Refuse("POST", "namespaces/eks-connector/secrets", after: 1);
                break;
            case "deregister":
                fixture.Aws.Fail("eks:DeregisterCluster", new FakeAwsFault(400, "InvalidRequestException", "Not now."), times: 1);
                break;
            case "register":
                fixture.Aws.OnRequest = request =>
                {
                    if (request.Action == "eks:DeregisterCluster")
                    {
                        fixture.Aws.Fail("eks:RegisterCluster", s_denied, times: 1);
                    }
                };
                break;
            case "register, response lost":
                bool isDeregistered = false;
                fixture.Aws.OnRequest = request =>
                {
                    isDeregistered |= request.Action == "eks:DeregisterCluster";
                    if (isDeregistered && request.Action == "eks:RegisterCluster")
                    {
                        fixture.Aws.Clusters.TryAdd("my-cluster", new FakeEksCluster
                        {
                            Region = FakeAws.Region,
                            Status = "PENDING",
                            ActivationId = "22222222-0000-4000-8000-000000000002",
                            Provider = "EKS_ANYWHERE",
                            RoleArn = "arn:aws:iam::111122223333:role/AgentRole",
                            Tags = new Dictionary<string, string> { ["team"] = "edge" },
                        });
                    }
                };
                break;
            case "code":
                Refuse("PATCH", Activation, after: 1);
                break;
            case "state":
                Refuse("DELETE", "eks-connector-state-0", after: 1);
                break;
            case "template":
                Refuse("PATCH", "statefulsets/eks-connector", after: 1);
                break;
            case "pods":
                Refuse("DELETE", "pods/eks-connector-0", after: 1);
                break;
            case "cleanup":
                Refuse("DELETE", ResetRecord.SecretName, after: 0);
                break;
        }

        void Refuse(string method, string path, int after) =>
            fixture.Cluster.Faults.Add(new Fault(FaultKind.Status) { Method = method, Path = path, Code = 403, After = after });
    }

    private static JsonObject Grant() => JsonNode.Parse("""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"eksconnector-impersonate-x","labels":{"app.kubernetes.io/managed-by":"EksConnector"}},
         "rules":[{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"],"resourceNames":["arn:aws:iam::111122223333:role/dev"]}]}
        """)!.AsObject();
}
