// Lets EF Core run on whichever SQLitePCLRaw 2.x the registry had (NOTES.md, "Why is SQLitePCLRaw floating?").
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace FeedService.Storage;

internal static class SqliteAssemblies
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before the first use of Microsoft.Data.Sqlite, wherever that is.")]
    internal static void AcceptTheVersionBesideTheApp() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name is { Name: { } wanted, Version: not null } && wanted.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) ? context.LoadFromAssemblyName(new AssemblyName(wanted)) : null;
}
