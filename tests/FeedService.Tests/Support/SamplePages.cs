// One address of every kind of page, over listings that fill each of them.
using System.Text.Json;

namespace FeedService.Tests.Support;

internal static class SamplePages
{
    /// <summary>Stories enough for older pages, one that was edited, and texts that run from right to left.</summary>
    public static void Drop(TestFolder folder)
    {
        for (var (last, day) = (20, 1); last <= 70; (last, day) = (last + 10, day + 1))
            folder.Drop($"town/2026-10-{day:00}.txt", Stories.Page(Enumerable.Range(0, 20).Select(i => last - i)));
        folder.Drop("town/2026-10-20.txt", Stories.Page(Enumerable.Range(0, 20).Select(i => 70 - i)).Replace("page 70 of her book", "page 70 of her second book", StringComparison.Ordinal));
        folder.Drop("harbour/2026-10-20.txt", """
            صورة الميناء القديم عند الغروب
            سوق السمك يفتح أبوابه من جديد

            بعد شتاء طويل يعود الصيادون إلى الرصيف القديم ومعهم حكايات كثيرة عن البحر والريح والنجوم.

            הספרייה העירונית מאריכה את שעות הפתיחה

            החל מהאביב אפשר לקרוא בה גם בערבי שבת, והספרנית הוותיקה מספרת מה שואלים אותה הילדים.

            A lighthouse keeper’s garden with a very-long-word-that-does-not-fit-anywhere-on-a-small-screen-at-all

            Forty kinds of cabbage grow behind the wall that keeps the salt out, and each has a name of its own in the keeper’s notes.
            """);
    }

    /// <summary>A page with news every other day, and a flood that is held.</summary>
    public static void DropHeld(TestFolder folder)
    {
        for (var day = 21; day <= 29; day += 2)
            folder.Drop($"town/2026-10-{day:00}.txt", Stories.Page(Enumerable.Range(0, 25).Select(i => 15 + (day / 2) - i)));
        folder.Drop("town/2026-10-30.txt", Stories.Page(Enumerable.Range(1000, 40)));
    }

    public static async Task<IReadOnlyList<string>> PathsAsync(TestService service)
    {
        var items = new List<string>();
        foreach (var topic in (string[])["town", "harbour"])
        {
            using var headlines = JsonDocument.Parse(await service.GetAsync($"/topics/{topic}/headlines.json"));
            items.AddRange(headlines.RootElement.GetProperty("items").EnumerateArray().Take(2).Select(item => new Uri(item.GetProperty("url").GetString()!).AbsolutePath));
        }
        return ["/", "/topics/town", "/topics/harbour", "/topics/town?before=2026-10-05T00:00:00Z", .. items, "/topics/town/embed", "/topics/harbour/embed?theme=dark", "/nothing", "/operator", "/operator/listings/1"];
    }
}
