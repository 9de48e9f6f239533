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
            name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) == true ? LoadBesideTheApp(context, name.Name) : null;

    private static Assembly? LoadBesideTheApp(AssemblyLoadContext context, string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
