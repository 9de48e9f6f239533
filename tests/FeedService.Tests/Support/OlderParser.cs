// Changes a store's rows to what an older parser might have left there. Only where no service runs on the store.
using System.Globalization;
using FeedService.Ledger;
using Microsoft.Data.Sqlite;

namespace FeedService.Tests.Support;

internal sealed class OlderParser : IDisposable
{
    private readonly SqliteConnection connection;

    public OlderParser(TestFolder folder)
    {
        connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
    }

    /// <summary>A story read under another title and teaser wherever it was seen. Its id is made of what was read.</summary>
    public Guid Misread(string title, string wrongTitle, string? wrongTeaser)
    {
        var item = Number("select Id from items where Title = $1", title);
        var id = ItemIdentity.IdOf(wrongTitle, wrongTeaser, 0);
        Execute("update items set Title = $2, Teaser = $3, Guid = $4 where Id = $1", item, wrongTitle, (object?)wrongTeaser ?? DBNull.Value, Text(id));
        Execute(
            "update revisions set Title = $2, Teaser = $3, TitleKey = $4, TeaserKey = $5 where ItemId = $1",
            item, wrongTitle, (object?)wrongTeaser ?? DBNull.Value, NormalForm.KeyOf(NormalForm.Of(wrongTitle)), NormalForm.KeyOf(NormalForm.Of(wrongTeaser)));
        return id;
    }

    /// <summary>A line of furniture taken for a story.</summary>
    public Guid TakeForStory(string listing, string text)
    {
        var number = Listing(listing);
        var item = Number("select max(Id) + 1 from items");
        var published = Number("select min(Published) - 1 from items");
        var id = ItemIdentity.IdOf(text, null, 0);
        Execute(
            "insert into items (Id, Guid, Ordinal, SlugBase, SlugNumber, Title, Published, Updated, Revision, FirstListingId, TextBytes) values ($1, $2, 0, $3, 1, $4, $5, $5, 1, $6, 100)",
            item, Text(id), $"story-{item}", text, published, number);
        Execute("insert into revisions (ItemId, Number, TitleKey, TeaserKey, Title, Capture) select $1, 1, $2, 0, $3, Capture from listings where Id = $4", item, NormalForm.KeyOf(NormalForm.Of(text)), text, number);
        Execute("insert into item_topics (TopicId, Published, ItemId, Archive) select Id, $2, $1, 0 from topics where Slug in ('all', $3)", item, published, listing.Split('/')[0]);
        Execute("insert into changes (Sequence, ItemId, Kind, ChangedAt) select max(Sequence) + 1, $1, 'new', max(ChangedAt) from changes", item);
        Show(listing, text, item);
        return id;
    }

    /// <summary>A line of furniture taken for this item, in a listing that does not show it.</summary>
    public void Show(string listing, string text, long item)
    {
        var number = Listing(listing);
        var line = Number("select Line from furniture where ListingId = $1 and Text = $2", number, text);
        var rank = Number("select coalesce(min(Rank), (select max(Rank) + 1 from appearances where ListingId = $1)) from appearances where ListingId = $1 and FirstLine > $2", number, line);
        Renumber(number, rank, 1);
        Execute("insert into appearances (ListingId, Rank, ItemId, Revision, Capture, FirstLine, LastLine) select $1, $2, $3, 1, Capture, $4, $4 from listings where Id = $1", number, rank, item, line);
        Execute("delete from furniture where ListingId = $1 and Line = $2", number, line);
    }

    /// <summary>A story that was not seen as one, anywhere.</summary>
    public void Overlook(string title)
    {
        var item = Number("select Id from items where Title = $1", title);
        foreach (var (listing, rank) in Places(item))
        {
            Execute("delete from appearances where ListingId = $1 and Rank = $2", listing, rank);
            Renumber(listing, rank, -1);
        }
        Execute("delete from items where Id = $1", item);
    }

    public long ItemOf(string title) => Number("select Id from items where Title = $1", title);

    public long Listing(string label) => Number("select Id from listings where Folder || '/' || Name = $1", label);

    public long Number(string sql, params object[] values) => Convert.ToInt64(Command(sql, values).ExecuteScalar(), CultureInfo.InvariantCulture);

    public void Execute(string sql, params object[] values) => Assert.NotEqual(0, Command(sql, values).ExecuteNonQuery());

    public void Dispose() => connection.Dispose();

    private List<(long Listing, long Rank)> Places(long item)
    {
        using var rows = Command("select ListingId, Rank from appearances where ItemId = $1", item).ExecuteReader();
        var places = new List<(long, long)>();
        while (rows.Read())
            places.Add((rows.GetInt64(0), rows.GetInt64(1)));
        return places;
    }

    /// <summary>In two steps, so that no two rows have one rank on the way.</summary>
    private void Renumber(long listing, long from, int by)
    {
        Command("update appearances set Rank = Rank + 1000000 where ListingId = $1 and Rank >= $2", listing, from).ExecuteNonQuery();
        Command("update appearances set Rank = Rank - 1000000 + $2 where ListingId = $1 and Rank >= 1000000", listing, by).ExecuteNonQuery();
    }

    private static string Text(Guid id) => id.ToString("D").ToUpperInvariant();

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's and its tests' own.
        command.CommandText = $"pragma foreign_keys = on; {sql}";
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}
