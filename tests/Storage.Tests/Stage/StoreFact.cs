using Xunit.Abstractions;
using Xunit.Sdk;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>A fact that needs PostgreSQL if its class does: skipped where there is none, except in CI, where it then fails.</summary>
[XunitTestCaseDiscoverer("RmsOrleans.Storage.Tests.Stage.StoreFactDiscoverer", "RmsOrleans.Storage.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute() => Timeout = Limits.OneTest;
}

public sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var isMissing = testMethod.TestClass.TestCollection.DisplayName == PostgresCollection.Name && !PostgresCluster.IsAvailable;
        return isMissing && Environment.GetEnvironmentVariable("CI") != "true"
            ? new SkippedStoreFact(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }
}

public sealed class SkippedStoreFact : XunitTestCase
{
    [Obsolete("For xunit, which makes it anew from what it has written down.")]
    public SkippedStoreFact()
    {
    }

    public SkippedStoreFact(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(messages, display, options, testMethod)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        "No PostgreSQL: install its programs, or name a cluster in RMS_TEST_POSTGRES.";
}
