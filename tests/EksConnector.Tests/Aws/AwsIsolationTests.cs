using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>The adapter in its own load context, in a process that has already loaded another copy of the SDK.</summary>
[Collection(nameof(AwsGroup))]
public sealed class AwsIsolationTests
{
    [Fact]
    public async Task The_adapter_loads_its_own_SDK_on_first_use()
    {
        // The other copy, like the one of AWS.Tools.
        foreach (Type type in new[]
        {
            typeof(Amazon.SecurityToken.AmazonSecurityTokenServiceClient),
            typeof(Amazon.SimpleSystemsManagement.AmazonSimpleSystemsManagementClient),
            typeof(Amazon.SSO.AmazonSSOClient),
            typeof(Amazon.SSOOIDC.AmazonSSOOIDCClient),
        })
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            AssemblyLoadContext.GetLoadContext(type.Assembly).ShouldBe(AssemblyLoadContext.Default);
        }

        using var environment = new AwsEnvironment();
        await using FakeAws aws = await FakeAws.StartAsync();
        aws.AddKey("AKIABASE", "PLANTED-AWS-SECRET");
        aws.Clusters["edge"] = new FakeEksCluster();
        environment.Set("AWS_ENDPOINT_URL_EKS", aws.EksEndpoint);
        environment.Set("AWS_ENDPOINT_URL_SSM", aws.Endpoint);
        environment.Set("AWS_ENDPOINT_URL_STS", aws.StsEndpoint);
        AwsEnvironment.Write("config", """
            [profile base]
            aws_access_key_id = AKIABASE
            aws_secret_access_key = PLANTED-AWS-SECRET
            [profile reader]
            region = eu-west-1
            role_arn = arn:aws:iam::111122223333:role/reader
            source_profile = base
            [profile sso]
            region = eu-west-1
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            sso_account_id = 111122223333
            sso_role_name = Reader
            """);

        var own = new PrivateContext(AppContext.BaseDirectory);
        Assembly adapter = own.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "EksConnector.Aws.dll"));
        using (var gateway = (IAwsGateway)Activator.CreateInstance(adapter.GetType("EksConnector.Aws.AwsGateway", throwOnError: true)!)!)
        {
            own.Assemblies.ShouldBe([adapter]);

            IAwsSession session = await gateway.ConnectAsync(
                new AwsConnectionSource { ProfileName = "reader" }, new RecordingLog(), CancellationToken.None);
            (await session.Eks.DescribeClusterAsync("edge", CancellationToken.None)).Name.ShouldBe("edge");
            (await session.Ssm.FindActivationAsync(AwsCall.Activation, CancellationToken.None)).ShouldBeNull();
            aws.Requests.Select(request => request.Action).ShouldBe(["sts:AssumeRole", "eks:DescribeCluster", "ssm:DescribeActivations"]);

            // With the SSO client of the other copy, the error would be a type mismatch and not a missing sign-in.
            EksConnectorException e = await Should.ThrowAsync<EksConnectorException>(gateway.ConnectAsync(
                new AwsConnectionSource { ProfileName = "sso" }, new RecordingLog(), CancellationToken.None));
            e.ErrorId.ShouldBe(ErrorIds.AwsTokenExpired, e.Message);
        }

        own.Assemblies.Select(assembly => assembly.GetName().Name).Order(StringComparer.Ordinal)
            .ShouldBe(["AWSSDK.Core", "AWSSDK.SSO", "AWSSDK.SSOOIDC", "AWSSDK.SecurityToken", "AWSSDK.SimpleSystemsManagement", "EksConnector.Aws"], ignoreOrder: true);
    }

    [Fact]
    public void No_SDK_type_is_in_the_port_or_public_in_the_adapter()
    {
        typeof(IAwsGateway).Assembly.GetReferencedAssemblies()
            .ShouldAllBe(reference => !reference.Name!.StartsWith("AWSSDK", StringComparison.Ordinal));
        Type[] types = typeof(EksConnector.Aws.AwsGateway).Assembly.GetExportedTypes();
        types.ShouldBe([typeof(EksConnector.Aws.AwsGateway)]);
    }

    [Fact]
    public void Uses_only_internal_SDK_types_that_its_own_clients_use()
    {
        // A published client must run with every AWSSDK.Core of its major version, so the types that it uses remain available.
        string[] own = InternalTypes(typeof(EksConnector.Aws.AwsGateway).Assembly);
        own.ShouldNotBeEmpty();
        own.ShouldBeSubsetOf(InternalTypes(typeof(Amazon.SSO.AmazonSSOClient).Assembly));
    }

    [Fact]
    public void No_two_namespaces_depend_on_each_other()
    {
        // The dependencies of each namespace; the root namespace of the adapter can use all others.
        Dictionary<string, string[]> rooms = DependenciesByNamespace(typeof(EksConnector.Aws.AwsGateway).Assembly);
        rooms.Count.ShouldBeGreaterThan(5);
        foreach (string room in rooms.Keys)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var next = new Queue<string>(rooms[room]);
            while (next.TryDequeue(out string? other))
            {
                if (reached.Add(other))
                {
                    rooms.GetValueOrDefault(other, []).ToList().ForEach(next.Enqueue);
                }
            }

            reached.ShouldNotContain(room);
        }
    }

    private static Dictionary<string, string[]> DependenciesByNamespace(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("EksConnector.Aws", StringComparison.Ordinal) is true)
        .GroupBy(type => type.Namespace!, StringComparer.Ordinal)
        .ToDictionary(
            room => room.Key,
            room => room.SelectMany(UsedTypes).SelectMany(Parts)
                .Where(type => type.Assembly == assembly && type.Namespace is not null && type.Namespace != room.Key)
                .Select(type => type.Namespace!).Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

    // The types in signatures, fields, local variables, and the code of methods.
    private static IEnumerable<Type> UsedTypes(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> used = type.GetFields(all).Select(field => (Type?)field.FieldType).Append(type.BaseType).Concat(type.GetInterfaces());
        foreach (MethodBase method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
        {
            used = used.Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
                .Append((method as MethodInfo)?.ReturnType)
                .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
                .Concat(TypesInCode(method));
        }

        return used.OfType<Type>();
    }

    private static IEnumerable<Type?> TypesInCode(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];

        // Every position is tried as a token. A number that only looks like one can at worst resolve to another type of the assembly.
        for (int at = 0; at + 5 <= code.Length; at++)
        {
            if (code[at] is 0x28 or 0x6f or 0x73 or 0x7b or 0x7e or 0xd0 or 0x74 or 0x75)
            {
                MemberInfo? member = null;
                try
                {
                    member = method.Module.ResolveMember(BitConverter.ToInt32(code, at + 1), ofType, ofMethod);
                }
                catch (Exception e) when (e is ArgumentException or BadImageFormatException)
                {
                    // The number is not a token.
                }

                yield return member as Type ?? member?.DeclaringType;
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.GetGenericArguments().SelectMany(Parts).Append(type);

    private static string[] InternalTypes(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name))
            .Where(name => name.StartsWith("Amazon.", StringComparison.Ordinal) && name.Contains(".Internal.", StringComparison.Ordinal))
            .ToArray();
    }

    private sealed class PrivateContext : AssemblyLoadContext
    {
        private readonly string _folder;

        public PrivateContext(string folder)
            : base("EksConnector.Tests.Aws") => _folder = folder;

        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name!.StartsWith("AWSSDK.", StringComparison.Ordinal)
                ? LoadFromAssemblyPath(Path.Combine(_folder, assemblyName.Name + ".dll"))
                : null;
    }
}
