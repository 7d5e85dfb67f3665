using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>Grants, lists, and revokes like the cmdlets, with all changes confirmed.</summary>
internal sealed class ImpersonationRun(ConnectionSource source, string? @namespace, string? context = "admin", TimeProvider? clock = null) : IDisposable
{
    private readonly KubernetesGateway _gateway = new();

    public Task<EventLog<ImpersonationGrant>> GrantAsync(params string[] arns) => GrantAsync(ConsoleAccess.None, [], arns);

    public async Task<EventLog<ImpersonationGrant>> GrantAsync(ConsoleAccess access, string[] namespaces, params string[] arns)
    {
        GrantRequest request = Request(access, namespaces, arns);
        var operation = new GrantImpersonationOperation(_gateway, aws: null, clock);
        EventLog<ImpersonationPlan> plans = await EventLog<ImpersonationPlan>.OfAsync(operation.PlanAsync(request));
        return Joined(plans, await EventLog<ImpersonationGrant>.OfAsync(operation.ApplyAsync(request, plans.Items)));
    }

    public Task<EventLog<ImpersonationPlan>> PlanAsync(ConsoleAccess access, string[] namespaces, params string[] arns) =>
        EventLog<ImpersonationPlan>.OfAsync(new GrantImpersonationOperation(_gateway, aws: null, clock).PlanAsync(Request(access, namespaces, arns)));

    public async Task<EventLog<ImpersonationGrant>> RevokeAsync(bool keepAccess, params string[] arns)
    {
        var request = new RevokeRequest { Source = source, Principals = Targets(arns), KeepAccess = keepAccess };
        var operation = new RevokeImpersonationOperation(_gateway, clock);
        EventLog<ImpersonationPlan> plans = await EventLog<ImpersonationPlan>.OfAsync(operation.PlanAsync(request));
        return Joined(plans, await EventLog<ImpersonationGrant>.OfAsync(operation.ApplyAsync(request, plans.Items)));
    }

    public Task<EventLog<ImpersonatedUser>> ListAsync(params string[] patterns) => EventLog<ImpersonatedUser>.OfAsync(
        new GetImpersonationOperation(_gateway, clock).RunAsync(
            new ImpersonationRequest { Source = source, Targets = [new ClusterTarget(context, @namespace)], Principals = patterns }));

    public void Dispose() => _gateway.Dispose();

    private static EventLog<ImpersonationGrant> Joined(EventLog<ImpersonationPlan> plans, EventLog<ImpersonationGrant> applied)
    {
        applied.Failures.InsertRange(0, plans.Failures);
        applied.Warnings.InsertRange(0, plans.Warnings);
        return applied;
    }

    private GrantRequest Request(ConsoleAccess access, string[] namespaces, string[] arns) =>
        new() { Source = source, Principals = Targets(arns), Access = access, AccessNamespaces = namespaces };

    private PrincipalTarget[] Targets(string[] arns) => [.. arns.Select(arn => new PrincipalTarget(new ClusterTarget(context, @namespace), arn))];
}
