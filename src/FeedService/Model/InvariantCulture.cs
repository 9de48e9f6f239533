// A feed's bytes are the same on any machine: no thread ever formats or compares by the machine's language.
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace FeedService.Model;

internal static class InvariantCulture
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must hold before the first line of the program or of a test runs.")]
    internal static void MakeItTheDefault()
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
