// What is wrong with the database, in one line that says what to do.
using Microsoft.Data.Sqlite;

namespace FeedService.Storage;

internal static class DatabaseFault
{
    public const string OfDamage = "the database is damaged; restart the service: the start moves the file aside and says how to rebuild";

    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <returns>Null where the fault is not the database's or its disk's: then it is a bug, and shown whole.</returns>
    public static string? AdviceOn(Exception e) => CodeOf(e) switch
    {
        Busy or Locked => "the database is locked by another process; \"fuser -v\" on its file shows which, stop that one",
        ReadOnly => "the database or its folder is read-only; give the service's user the right to write there (Storage:ConnectionString)",
        InputOutput => "the disk fails to read or write the database; see the kernel's log, then \"doctor\"",
        Corrupt or NoDatabase => OfDamage,
        Full => "the disk is full; free some space, nothing else is needed",
        CannotOpen => "the database cannot be opened; see that its folder is there and belongs to the service's user (Storage:ConnectionString)",
        _ => e is DatabaseUnusableException ? e.Message : null,
    };

    public static bool IsDamage(Exception e) => CodeOf(e) is Corrupt or NoDatabase;

    public static bool IsLock(Exception e) => CodeOf(e) is Busy or Locked;

    /// <summary>EF wraps what a write met in an exception of its own.</summary>
    private static int? CodeOf(Exception? e) => e is SqliteException fault ? fault.SqliteErrorCode : e is null ? null : CodeOf(e.InnerException);
}
