// Writes one judged listing: its row, new items, texts, appearances, memberships, and the revisions of the topics it changed.
using FeedService.Formats;
using FeedService.Ledger;
using FeedService.Storage.Feeds;
using Microsoft.EntityFrameworkCore;

namespace FeedService.Storage;

internal sealed class LedgerWriter(FeedDbContext context, FeedLimits limits, long now)
{
    public async Task WriteAsync(ListingRecord record, CancellationToken cancellationToken)
    {
        await WriteReadingAsync(await InsertListingAsync(record, cancellationToken), record, cancellationToken);
    }

    /// <summary>Writes what was read in a listing whose row is there already.</summary>
    public async Task WriteReadingAsync(long listing, ListingRecord record, CancellationToken cancellationToken)
    {
        await InsertAsync(record.Furniture.Select(line => new FurnitureRow { ListingId = listing, Line = line.Line, Text = line.Text }), cancellationToken);
        if (record.Entries.Count == 0)
            return;
        await Archives.FreezeHoldingAsync(context, KnownItems(record.Entries.Where(entry => entry.Edit is not null)), cancellationToken);
        var items = await InsertItemsAsync(listing, record.Entries, cancellationToken);
        await InsertAsync(TextsOf(record, items), cancellationToken);
        await InsertAsync(AppearancesOf(record, listing, items), cancellationToken);
        await ApplyEditsAsync(record.Entries, cancellationToken);
        var joined = await JoinTopicsAsync(record.Entries, items, cancellationToken);
        await new ChangeWriter(context, now).RecordAsync([.. ChangesOf(record.Entries, items, joined)], cancellationToken);
    }

    private async Task<long> InsertListingAsync(ListingRecord record, CancellationToken cancellationToken)
    {
        var number = 1 + (await context.Listings.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        var row = new ListingRow
        {
            Id = number,
            Sha256 = record.Listing.Sha256,
            Folder = record.Listing.Folder,
            Name = record.Listing.Name,
            Capture = record.Listing.CaptureTime.ToUnixTimeSeconds(),
            ReadAt = now,
            Status = record.Status,
            Reason = record.Reason,
            Encoding = record.Encoding,
            LineCount = record.LineCount,
            BlankCount = record.BlankCount,
            EntryCount = record.Shape.Entries,
            Size = record.Size,
            CaptionShare = record.Shape.Captions,
            TeaserShare = record.Shape.Teasers,
            TitleLength = record.Shape.TitleLength,
            TeaserLength = record.Shape.TeaserLength,
            FurnitureShare = record.Shape.Furniture,
            DamagedShare = record.Shape.Damaged,
            Original = record.Original,
        };
        await InsertAsync([row], cancellationToken);
        return number;
    }

    /// <summary>Inserts the new items. Gives every entry's item number, by rank.</summary>
    private async Task<long[]> InsertItemsAsync(long listing, IReadOnlyList<EntryRecord> entries, CancellationToken cancellationToken)
    {
        var next = 1 + (await context.Items.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0);
        var numbers = new long[entries.Count];
        for (var i = 0; i < entries.Count; i++)
            numbers[i] = entries[i].Item ?? next++;
        var slugs = await SlugNumbersAsync(entries, cancellationToken);
        // From the bottom up: of stories with one title the oldest keeps the plain slug, as on the site itself.
        await InsertAsync(
            from entry in entries.Reverse()
            let minted = entry.Minted
            where minted is not null
            select RowOf(entry, minted, numbers[entry.Rank], slugs.Take(minted.Slug), listing),
            cancellationToken);
        return numbers;
    }

    private static ItemRow RowOf(EntryRecord record, NewItem minted, long number, NumberedSlug slug, long listing) => new()
    {
        Id = number,
        Guid = minted.Id,
        Ordinal = minted.Ordinal,
        SlugBase = slug.Stem,
        SlugNumber = slug.Number,
        Title = record.Entry.Title,
        Teaser = record.Entry.Teaser,
        Caption = record.Entry.Caption,
        Published = minted.Published.ToUnixTimeSeconds(),
        Updated = minted.Published.ToUnixTimeSeconds(),
        Revision = 1,
        FirstListingId = listing,
        Doubt = minted.Doubt,
        TextBytes = FeedSize.OfTexts(record.Entry.Title, record.Entry.Teaser, slug.ToString()),
    };

    private async Task<SlugNumbers> SlugNumbersAsync(IReadOnlyList<EntryRecord> entries, CancellationToken cancellationToken)
    {
        var stems = entries.Where(entry => entry.Minted is not null).Select(entry => NumberedSlug.Parse(entry.Minted!.Slug).Stem).Distinct().ToArray();
        var taken = await Chunks.ReadAsync(
            stems, chunk => context.Items.Where(row => chunk.Contains(row.SlugBase)).Select(row => new { row.SlugBase, row.SlugNumber }), cancellationToken);
        return new SlugNumbers(taken.Select(row => new NumberedSlug(row.SlugBase, row.SlugNumber)));
    }

    private static IEnumerable<RevisionRow> TextsOf(ListingRecord record, long[] items) =>
        from entry in record.Entries
        where entry.Minted is not null || entry.Edit is { IsNewText: true }
        select new RevisionRow
        {
            ItemId = items[entry.Rank],
            Number = entry.Revision,
            TitleKey = NormalForm.KeyOf(NormalForm.Of(entry.Entry.Title)),
            TeaserKey = NormalForm.KeyOf(NormalForm.Of(entry.Entry.Teaser)),
            Title = entry.Entry.Title,
            Teaser = entry.Entry.Teaser,
            Capture = record.Listing.CaptureTime.ToUnixTimeSeconds(),
        };

    private static IEnumerable<AppearanceRow> AppearancesOf(ListingRecord record, long listing, long[] items) =>
        from entry in record.Entries
        select new AppearanceRow
        {
            ListingId = listing,
            Rank = entry.Place ?? entry.Rank,
            ItemId = items[entry.Rank],
            Revision = entry.Revision,
            Capture = record.Listing.CaptureTime.ToUnixTimeSeconds(),
            FirstLine = entry.Entry.Lines.First,
            LastLine = entry.Entry.Lines.Last,
            Date = entry.Entry.Date?.ToUnixTimeSeconds(),
        };

    private async Task ApplyEditsAsync(IReadOnlyList<EntryRecord> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries.Where(entry => entry.Edit is not null))
        {
            var item = await context.Items.SingleAsync(row => row.Id == entry.Item, cancellationToken);
            item.Revision = Math.Max(item.Revision, entry.Revision);
            if (entry.Edit!.Updated is not { } updated)
                continue;
            item.Title = entry.Entry.Title;
            item.Teaser = entry.Entry.Teaser;
            item.Caption = entry.Entry.Caption ?? item.Caption;
            item.Updated = updated.ToUnixTimeSeconds();
            item.TextBytes = FeedSize.OfTexts(item.Title, item.Teaser, new NumberedSlug(item.SlugBase, item.SlugNumber).ToString());
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Gives the numbers of the items that are in a topic more than before.</summary>
    private async Task<IReadOnlySet<long>> JoinTopicsAsync(IReadOnlyList<EntryRecord> entries, long[] items, CancellationToken cancellationToken)
    {
        var topics = await new TopicWriter(context, now).NumbersOfAsync(entries.SelectMany(entry => entry.Topics), cancellationToken);
        var joined = await MembershipsAsync(entries, cancellationToken);
        var published = await PublishedOfAsync(entries, cancellationToken);
        // Made anew each time they are walked through: of a very long listing they would be a list of megabytes.
        var joining =
            from entry in entries
            from slug in entry.Topics
            let row = new ItemTopicRow { TopicId = topics[slug], ItemId = items[entry.Rank], Published = published(entry) }
            where !joined.Contains((row.ItemId, row.TopicId))
            select row;
        var arriving = joining.Select(row => row.ItemId).ToHashSet();
        await Archives.FreezeHoldingAsync(context, KnownItems(entries).Where(arriving.Contains), cancellationToken);
        await InsertAsync(joining, cancellationToken);
        var edited = entries.Where(entry => entry.Edit?.Updated is not null).Select(entry => entry.Item!.Value).ToHashSet();
        // An item's topics stand in every feed that shows it: the feeds it was in before change too when it joins another.
        var changed = joining.Select(row => row.TopicId)
            .Concat(joined.Where(pair => edited.Contains(pair.Item) || arriving.Contains(pair.Item)).Select(pair => pair.Topic)).ToHashSet();
        await BringBackAsync(edited, cancellationToken);
        await new Settling(context, limits, now).SettleAsync(changed, cancellationToken);
        await new TopicWriter(context, now).MarkChangedAsync(changed, cancellationToken);
        return arriving;
    }

    /// <summary>From the bottom up, so that those who follow the changes hear of a page's stories in the order they appeared.</summary>
    private static IEnumerable<(long Item, string Kind)> ChangesOf(IReadOnlyList<EntryRecord> entries, long[] items, IReadOnlySet<long> joined) =>
        from entry in entries.Reverse()
        let item = items[entry.Rank]
        where entry.Minted is not null || entry.Edit?.Updated is not null || joined.Contains(item)
        select (item, entry.Minted is not null ? ChangeKind.New : entry.Edit?.Updated is not null ? ChangeKind.Edited : ChangeKind.Topics);

    /// <summary>A closed archive keeps the text it has, so what changed afterwards stands in the current documents again.</summary>
    public async Task BringBackAsync(IReadOnlySet<long> edited, CancellationToken cancellationToken)
    {
        foreach (var chunk in edited.Chunk(500))
        {
            await context.ItemTopics.Where(row => chunk.Contains(row.ItemId) && row.Archive > ItemTopicRow.Current)
                .ExecuteUpdateAsync(row => row.SetProperty(member => member.Archive, ItemTopicRow.Current), cancellationToken);
        }
    }

    private async Task<HashSet<(long Item, long Topic)>> MembershipsAsync(IReadOnlyList<EntryRecord> entries, CancellationToken cancellationToken)
    {
        var rows = await Chunks.ReadAsync(
            KnownItems(entries), chunk => context.ItemTopics.Where(row => chunk.Contains(row.ItemId)).Select(row => new { row.ItemId, row.TopicId }), cancellationToken);
        return [.. rows.Select(row => (row.ItemId, row.TopicId))];
    }

    private async Task<Func<EntryRecord, long>> PublishedOfAsync(IReadOnlyList<EntryRecord> entries, CancellationToken cancellationToken)
    {
        var rows = await Chunks.ReadAsync(
            KnownItems(entries), chunk => context.Items.Where(row => chunk.Contains(row.Id)).Select(row => new { row.Id, row.Published }), cancellationToken);
        var published = rows.ToDictionary(row => row.Id, row => row.Published);
        return entry => entry.Minted?.Published.ToUnixTimeSeconds() ?? published[entry.Item!.Value];
    }

    private static IEnumerable<long> KnownItems(IEnumerable<EntryRecord> entries) =>
        entries.Where(entry => entry.Item is not null).Select(entry => entry.Item!.Value);

    private async Task InsertAsync<TRow>(IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        using var inserter = new RowInserter<TRow>(context);
        await inserter.InsertAsync(rows, cancellationToken);
    }
}
