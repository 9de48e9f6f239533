// What a page asks of its reader, mostly below its stories: to join, to give, to subscribe.
namespace FeedService.Listings.Wording;

internal static class Calls
{
    private const int CopyrightLength = 10;

    /// <summary>All that a button or the head of a box says ("Join us!"), or "Click to ...": no story is called so.</summary>
    public static bool IsCertain(string text) =>
        Whole.Contains(text.TrimEnd('!', '.', ':', '»', '→', ' ')) || Array.Exists(Clicks, start => StartsWith(text, start));

    /// <summary>"Subscribe to The Miller", "Join Our Reading Circle": a story may begin so too.</summary>
    public static bool Begins(string text) => Array.Exists(Starts, start => StartsWith(text, start)) || IsCertain(text);

    /// <summary>"© The Tulip Society", "Copyright 2020 ...": without a sign or a year, "Copyright and the photocopier" is a headline.</summary>
    public static bool IsImprint(string text) =>
        text[0] is '©' or '℗' || text.StartsWith("(c) ", StringComparison.OrdinalIgnoreCase)
        || (text.Length > CopyrightLength && text.StartsWith("copyright ", StringComparison.OrdinalIgnoreCase) && (char.IsDigit(text[CopyrightLength]) || text[CopyrightLength] is '©' or '('));

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "join us", "join now", "join today", "get involved", "get in touch", "become a member", "become a supporter", "become a subscriber", "support us", "support our work", "donate now", "donate today", "make a donation", "subscribe today", "latest issue", "current issue", "in this issue", "buy now", "order now", "help us", "stay in touch", "stay informed", "stay connected", "connect with us", "write to us", "write for us", "volunteer",
        "mach mit", "mitmachen", "mitglied werden", "unterstütze uns", "unterstützen sie uns", "jetzt spenden", "jetzt abonnieren", "aktuelle ausgabe", "spenden",
        "rejoignez-nous", "soutenez-nous", "faire un don", "devenir membre", "adhérer", "nous soutenir", "dernier numéro", "restez informé",
        "únete", "únete a nosotros", "apóyanos", "hazte socio", "haz una donación", "colabora", "último número", "participa",
        "junte-se a nós", "apoie", "apoie-nos", "seja membro", "faça uma doação", "participe",
        "unisciti a noi", "sostienici", "diventa socio", "fai una donazione", "partecipa", "ultimo numero",
        "присоединяйтесь", "поддержите нас", "поддержать нас", "стать участником", "सदस्य बनें", "हमसे जुड़ें", "انضم إلينا", "ادعمنا", "הצטרפו אלינו", "תמכו בנו", "加入我们", "加入我們", "支持我们", "支持我們", "会員募集", "入会案内",
    };

    private static readonly string[] Clicks =
    [
        "click to ", "click here", "click on ", "click below", "hier klicken", "klicken sie", "klicke hier", "cliquez ", "haz clic", "haga clic", "clique aqui", "clicca qui", "нажмите ", "यहाँ क्लिक", "اضغط هنا", "לחצו כאן", "点击这里", "點擊這裡",
    ];

    private static readonly string[] Starts =
    [
        "join ", "subscribe", "donate ", "support ", "become a ", "help us ", "buy the ", "buy our ", "order your ", "get the ", "get our ", "get your ", "sign up ", "follow us", "contact us", "visit our ",
        "abonniere", "spende", "unterstütze", "werde ", "werden sie ", "bestelle", "abonnez", "soutenez ", "rejoignez ", "suscríb", "suscrib", "apoya ", "únete ", "assine ", "apoie ", "junte-se ", "iscriviti ", "abbonati ", "sostieni ", "unisciti ", "подпи", "поддержите ", "присоединяйтесь ",
    ];
}
