// Words that pages put around their stories, in many languages. Weak evidence only: the structure decides.
using System.Buffers;
using System.Text;

namespace FeedService.Listings.Wording;

internal static class Phrases
{
    public static bool BeginsAsByline(string text) =>
        BylinesByFirst[Fold(text[0])].Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>"Category: Countryside": how a page of one section's stories names itself. "Archive for Sale: One Careful Owner" goes on.</summary>
    public static bool IsSection(string text) =>
        SectionStarts.FirstOrDefault(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) is { } label
        && !text.AsSpan(label.Length).Contains(':') && text.AsSpan(label.Length).Count(' ') < MostWordsInSection;

    /// <summary>Phrases that a text with this first letter may begin with.</summary>
    public static IEnumerable<string> ReadMoreFrom(char first) => ReadMoreByFirst[Fold(first)];

    /// <summary>Phrases that a text with this last letter may end with.</summary>
    public static IEnumerable<string> ReadMoreUpTo(char last) => ReadMoreByLast[Fold(last)];

    private static char Fold(char c) => char.ToLowerInvariant(c);

    /// <summary>"Read more" as pages say it; matched at either end of a line, or as a whole one.</summary>
    private static readonly string[] ReadMore =
    [
        "continue reading", "read more", "read the full story", "read full story", "read the full article", "read full article", "read article",
        "read the article", "read story", "read the story", "read on", "keep reading", "learn more", "find out more", "more details", "full story", "see more", "view more", "view post", "read the rest",
        "listen now", "watch now", "permalink", "more info", "more information", "view recipe", "get the recipe", "event details", "show notes", "read the recipe", "book now", "view details", "view article", "view full article", "read release", "read the release", "read the full release",
        "weiterlesen", "mehr lesen", "mehr erfahren", "mehr dazu", "lesen sie mehr", "zum artikel", "zum beitrag", "artikel lesen", "weiter lesen", "jetzt lesen", "mehr anzeigen", "zur meldung", "zum rezept", "ganzen artikel lesen", "beitrag lesen",
        "lire la suite", "lire plus", "lire l'article", "lire l’article", "en savoir plus", "voir plus", "à lire", "lire aussi", "suite", "continuer la lecture", "poursuivre la lecture", "voir la recette",
        "leer más", "leer mas", "seguir leyendo", "continuar leyendo", "continúa leyendo", "sigue leyendo", "ver más", "saber más", "más información", "leer noticia", "leer artículo", "leer la noticia", "leer completo", "ver receta",
        "leia mais", "ler mais", "continuar lendo", "continuar a ler", "continue lendo", "saiba mais", "ver mais", "saber mais", "veja mais", "ler artigo", "continue a ler",
        "leggi tutto", "leggi di più", "leggi ancora", "continua a leggere", "continua la lettura", "leggi l'articolo", "leggi l’articolo", "scopri di più", "approfondisci", "leggi", "continua",
        "читать далее", "читать дальше", "читать полностью", "подробнее", "далее", "читать", "узнать больше", "читать статью", "продолжить чтение", "читать ещё",
        "और पढ़ें", "आगे पढ़ें", "पूरा पढ़ें", "पूरी खबर पढ़ें", "विस्तार से पढ़ें", "अधिक पढ़ें", "और जानें", "पूरा लेख पढ़ें", "पूरी ख़बर पढ़ें",
        "اقرأ المزيد", "إقرأ المزيد", "قراءة المزيد", "المزيد", "اقرأ أيضا", "تابع القراءة", "أكمل القراءة", "التفاصيل", "اقرأ التفاصيل", "للمزيد", "متابعة القراءة",
        "קרא עוד", "קראו עוד", "להמשך קריאה", "המשך קריאה", "לקריאה נוספת", "עוד", "לכתבה המלאה", "למאמר המלא", "המשיכו לקרוא", "קרא/י עוד", "המשך לקרוא",
        "阅读更多", "閱讀更多", "阅读全文", "閱讀全文", "查看更多", "更多", "详情", "了解更多", "查看全文", "继续阅读", "繼續閱讀", "查看详情", "全文",
        "続きを読む", "続きを見る", "もっと読む", "もっと見る", "詳しく見る", "詳細を見る", "記事を読む", "全文を読む", "詳しくはこちら", "詳細はこちら", "詳しくみる",
        "lees meer", "lees verder", "läs mer", "les mer", "læs mere", "lue lisää", "czytaj więcej", "czytaj dalej", "devamını oku", "더 보기", "더보기", "자세히 보기", "číst dále",
    ];

    /// <summary>What buttons, boxes and bars say; matched as whole lines, without digits and signs.</summary>
    public static readonly HashSet<string> Controls = new(StringComparer.OrdinalIgnoreCase)
    {
        "menu", "search", "home", "next", "previous", "prev", "older posts", "newer posts", "older", "newer", "next page", "previous page", "load more", "show more", "back to top", "skip to content", "skip to main content",
        "share", "tweet", "like", "print", "email", "e-mail", "save", "comment", "comments", "reply", "pin it", "facebook", "twitter", "instagram", "youtube", "linkedin", "pinterest", "whatsapp", "telegram", "mastodon", "bluesky", "rss", "rss feed", "threads", "tiktok",
        "share this", "share on facebook", "share on twitter", "avatar photo", "avatar", "profile picture", "photo", "image", "video", "gallery", "advertisement", "advert", "ad", "ads", "sponsored", "sponsored content", "promoted", "featured",
        "log in", "login", "sign in", "sign up", "register", "subscribe", "subscribe now", "donate", "contact", "contact us", "about", "about us", "privacy", "privacy policy", "terms", "terms of use", "terms of service", "cookies", "cookie policy", "imprint", "sitemap", "newsletter",
        "accept", "accept all", "reject all", "accept cookies", "recent posts", "recent comments", "popular posts", "most read", "most popular", "trending", "related", "related posts", "related articles", "categories", "archives", "archive", "tags", "latest news", "latest posts", "latest", "top stories", "editor's picks", "editors' picks", "you may also like", "more stories", "follow us", "all rights reserved", "page", "no comments", "leave a comment", "leave a reply", "uncategorized", "listen", "play", "download", "read aloud", "view all", "see all", "all posts", "all news",
        "menü", "suche", "suchen", "startseite", "weiter", "zurück", "vor", "nächste", "nächste seite", "vorherige", "vorherige seite", "ältere beiträge", "neuere beiträge", "mehr laden", "teilen", "drucken", "kommentare", "kommentar", "anzeige", "werbung", "anmelden", "abonnieren", "kontakt", "impressum", "datenschutz", "über uns", "neueste beiträge", "letzte beiträge", "meistgelesen", "kategorien", "archiv", "schlagwörter", "nach oben", "zum inhalt springen", "alle rechte vorbehalten", "agb", "seite", "merken", "datenschutzerklärung", "kommentar hinterlassen", "keine kommentare",
        "accueil", "rechercher", "recherche", "suivant", "précédent", "page suivante", "page précédente", "articles plus anciens", "articles plus récents", "articles récents", "partager", "imprimer", "commentaires", "publicité", "connexion", "s'abonner", "s’abonner", "contact", "mentions légales", "à propos", "catégories", "les plus lus", "haut de page", "plan du site", "tous droits réservés", "aller au contenu", "laisser un commentaire", "étiquettes",
        "inicio", "buscar", "siguiente", "anterior", "página siguiente", "página anterior", "entradas anteriores", "entradas recientes", "compartir", "imprimir", "comentarios", "publicidad", "iniciar sesión", "suscribirse", "suscríbete", "contacto", "aviso legal", "acerca de", "categorías", "archivo", "archivos", "lo más leído", "más leídas", "volver arriba", "etiquetas", "todos los derechos reservados", "deja un comentario", "política de privacidad", "quiénes somos",
        "início", "pesquisar", "próxima", "próximo", "próxima página", "página anterior", "partilhar", "compartilhar", "publicidade", "entrar", "assinar", "assine", "contato", "contacto", "sobre", "sobre nós", "mais lidas", "mais lidos", "voltar ao topo", "posts recentes", "artigos recentes", "todos os direitos reservados", "política de privacidade",
        "cerca", "home page", "successivo", "precedente", "avanti", "indietro", "pagina successiva", "condividi", "stampa", "commenti", "pubblicità", "accedi", "iscriviti", "contatti", "chi siamo", "categorie", "archivio", "articoli recenti", "i più letti", "più letti", "torna su", "tutti i diritti riservati", "articoli meno recenti", "lascia un commento", "nessun commento",
        "главная", "меню", "поиск", "вперёд", "вперед", "назад", "следующая", "предыдущая", "следующая страница", "поделиться", "печать", "комментарии", "комментарий", "реклама", "войти", "вход", "подписаться", "контакты", "о нас", "о проекте", "рубрики", "архив", "архивы", "свежие записи", "последние записи", "популярное", "самое читаемое", "наверх", "все права защищены", "нет комментариев", "показать ещё", "метки", "категории",
        "होम", "मुख्य पृष्ठ", "खोजें", "मेनू", "अगला", "पिछला", "अगला पृष्ठ", "साझा करें", "शेयर करें", "विज्ञापन", "टिप्पणियाँ", "टिप्पणी करें", "संपर्क करें", "संपर्क", "हमारे बारे में", "सदस्यता लें", "श्रेणियाँ", "हाल के लेख", "ताज़ा लेख", "सबसे लोकप्रिय", "सर्वाधिकार सुरक्षित",
        "الرئيسية", "بحث", "القائمة", "التالي", "السابق", "الصفحة التالية", "شارك", "مشاركة", "طباعة", "تعليقات", "التعليقات", "إعلان", "إعلانات", "تسجيل الدخول", "اشترك", "اتصل بنا", "من نحن", "الأكثر قراءة", "أحدث المقالات", "جميع الحقوق محفوظة", "التصنيفات", "الأرشيف", "لا توجد تعليقات",
        "ראשי", "דף הבית", "חיפוש", "תפריט", "הבא", "הקודם", "העמוד הבא", "שתף", "שיתוף", "הדפסה", "תגובות", "פרסומת", "התחברות", "הרשמה", "צור קשר", "צרו קשר", "אודות", "הנקראים ביותר", "כל הזכויות שמורות", "קטגוריות", "ארכיון", "פוסטים אחרונים", "אין תגובות",
        "首页", "首頁", "搜索", "搜尋", "菜单", "下一页", "下一頁", "上一页", "上一頁", "分享", "打印", "评论", "評論", "广告", "廣告", "登录", "登入", "注册", "订阅", "訂閱", "联系我们", "聯絡我們", "关于我们", "關於我們", "最新文章", "热门文章", "热门", "相关文章", "版权所有", "分类", "归档", "标签", "返回顶部", "隐私政策", "网站地图",
        "página", "pagina", "страница", "صفحة", "עמוד", "पृष्ठ", "ページ", "posts", "blog", "news", "events", "shop", "faq", "gallery", "support", "members", "help", "topics", "sections", "podcast", "podcasts", "videos", "weather", "sport", "sports", "culture",
        "ホーム", "トップ", "検索", "メニュー", "次へ", "前へ", "次のページ", "前のページ", "シェア", "共有", "印刷", "コメント", "広告", "ログイン", "登録", "購読", "お問い合わせ", "会社概要", "運営者情報", "プライバシーポリシー", "利用規約", "人気記事", "最新記事", "最近の投稿", "関連記事", "カテゴリー", "カテゴリ", "アーカイブ", "タグ", "ページトップへ", "サイトマップ",
    };

    /// <summary>Found anywhere in a line, a stem of footers and boxes is a hint, no more: a bakery writes about cookies.</summary>
    public static bool HoldsBoilerplate(string text)
    {
        if (!Ascii.IsValid(text))
            return text.AsSpan().ContainsAny(Boilerplate);
        foreach (var stems in AsciiBoilerplate)
        {
            if (text.AsSpan().ContainsAny(stems))
                return true;
        }

        return false;
    }

    private static readonly string[] BoilerplateStems =
    [
        "subscribe", "newsletter", "our cookies", "uses cookies", "use cookies", "use of cookies", "privacy", "copyright", "rights reserved", "contact us", "follow us", "sign up", "official publication", "powered by", "terms of", "unsubscribe", "advertis", "log in", "click here", "mailing list", "our website", "this site", "read by", "back to top", "donat", "skip to", "recent posts",
        "abonnieren", "rundbrief", "datenschutz", "impressum", "rechte vorbehalten", "kontaktieren sie", "folgen sie uns", "folgt uns", "diese website", "schreiben sie uns",
        "abonnez-vous", "lettre d'information", "lettre d’information", "infolettre", "droits réservés", "contactez", "suivez-nous", "mentions légales", "écrivez-nous", "ce site", "confidentialité",
        "suscríbete", "suscríbase", "boletín", "derechos reservados", "contáctenos", "contacta con", "síguenos", "escríbanos", "este sitio", "privacidad",
        "assine", "subscreva", "direitos reservados", "fale conosco", "siga-nos", "este site", "privacidade", "contacte-nos",
        "iscriviti", "diritti riservati", "contattaci", "seguici", "questo sito", "scrivici",
        "подпишитесь", "подписаться", "рассылк", "права защищены", "свяжитесь", "пишите нам", "конфиденциальн", "этот сайт",
        "सदस्यता", "न्यूज़लेटर", "सर्वाधिकार", "संपर्क करें", "गोपनीयता", "अधिकार सुरक्षित",
        "اشترك", "النشرة البريدية", "الحقوق محفوظة", "اتصل بنا", "تابعونا", "تابعنا", "الخصوصية",
        "הירשמו", "הרשמו", "ניוזלטר", "הזכויות שמורות", "צרו קשר", "עקבו אחרינו", "פרטיות",
        "订阅", "訂閱", "版权所有", "版權所有", "联系我们", "关注我们", "隐私", "本站", "保留所有权利",
        "メールマガジン", "メルマガ", "無断転載", "お問い合わせ", "著作権", "プライバシー", "当サイト", "フォローする",
    ];

    private static readonly SearchValues<string> Boilerplate = SearchValues.Create(BoilerplateStems, StringComparison.OrdinalIgnoreCase);

    /// <summary>Most lines of most pages are ASCII. Thirty stems at a time are found five times as fast as sixty: the search has eight buckets for them.</summary>
    private static readonly SearchValues<string>[] AsciiBoilerplate =
        [.. BoilerplateStems.Where(stem => Ascii.IsValid(stem)).Chunk(30).Select(stems => SearchValues.Create(stems, StringComparison.OrdinalIgnoreCase))];

    /// <summary>What stands before an author's name.</summary>
    private static readonly string[] BylineStarts =
    [
        "by ", "words by ", "written by ", "posted by ", "posted on ", "posted in ", "published ", "author:", "text:", "text by ", "filed under", "tagged ", "tags:", "category:", "categories:", "updated", "photo by ", "photos by ", "photograph", "photo:", "photos:", "image:", "image by ", "picture:", "credit:", "photo credit", "image credit", "courtesy of ", "illustration:", "location:", "venue:", "where:", "when:", "date:", "time:", "duration:", "host:", "guest:", "source:", "via ",
        "von ", "text von ", "autor:", "autorin:", "veröffentlicht ", "foto:", "fotos:", "bild:", "bilder:", "kategorie:", "schlagwörter:", "quelle:", "ort:", "redaktion:", "stand:", "erstellt von ",
        "par ", "publié ", "publié par ", "auteur :", "photo :", "crédit :", "crédit photo", "catégorie :", "mots-clés :", "source :", "texte :", "lieu :",
        "por ", "publicado ", "escrito por ", "autor:", "autora:", "foto:", "fotografía:", "imagen:", "categoría:", "etiquetas:", "fuente:", "lugar:", "texto:", "redacción",
        "imagem:", "categoria:", "fonte:", "crédito:", "reportagem:",
        "di ", "a cura di ", "pubblicato ", "scritto da ", "autore:", "immagine:", "crediti:", "luogo:", "testo:", "inserito da ",
        "автор", "текст:", "фото:", "фото ", "опубликовано", "рубрика:", "рубрики:", "метки:", "источник:", "иллюстрация:", "теги:", "место:",
        "द्वारा", "लेखक", "फोटो", "छायाचित्र", "स्रोत", "चित्र:", "श्रेणी:", "प्रकाशित",
        "بقلم", "كتب", "كتبت", "تصوير", "الصورة:", "صورة:", "المصدر", "نشر", "تحرير", "التصنيف", "الكاتب", "إعداد",
        "מאת", "צילום", "תמונה:", "מקור:", "פורסם", "כתב:", "כתבה:", "קטגוריה:", "תגיות:",
        "文/", "文／", "文：", "图/", "图：", "图／", "記者", "记者", "作者", "来源", "來源", "责任编辑", "编辑：", "撰文", "摄影", "攝影", "分类：", "标签：", "发布", "發布",
        "文・", "文=", "文＝", "取材", "撮影", "写真：", "写真=", "写真＝", "写真/", "写真／", "写真提供", "執筆", "著者", "投稿者", "投稿日", "公開日", "更新日", "カテゴリ", "タグ", "出典", "場所：", "会場：",
    ];

    private const int MostWordsInSection = 3;

    private static readonly string[] SectionStarts =
    [
        "category: ", "category archives: ", "archive for ", "archives for ", "archive: ", "archives: ", "tag: ", "tag archives: ", "topic: ", "section: ", "browsing: ", "posts tagged ", "posts in category ", "articles tagged ", "author: ", "month: ",
        "kategorie: ", "archiv für ", "archiv: ", "schlagwort: ", "thema: ", "rubrik: ", "catégorie : ", "catégorie: ", "étiquette : ", "rubrique : ", "archives pour ", "categoría: ", "etiqueta: ", "archivo de ", "categoria: ", "arquivo de ", "etichetta: ", "archivio per ", "рубрика: ", "метка: ", "архив рубрики ", "श्रेणी: ", "التصنيف: ", "קטגוריה: ", "分类：", "标签：", "カテゴリー：", "タグ：",
    ];

    /// <summary>Whether a word is a unit of time, in any of its forms: "hour", "hours", "hrs".</summary>
    public static bool IsTimeUnit(ReadOnlySpan<char> word)
    {
        foreach (var unit in TimeUnits)
        {
            if (word.Length <= unit.Length + LongestEnding && word.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private const int LongestEnding = 3;

    private static readonly string[] TimeUnits =
    [
        "hour", "min", "second", "day", "week", "month", "year", "hrs", "stunde", "tag", "woche", "monat", "jahr", "heure", "jour", "semaine", "mois", "hora", "día", "dia", "semana", "mes", "año", "ano", "mês", "ora", "ore", "giorn", "settiman", "mese", "mesi", "anno", "anni", "час", "мин", "дн", "день", "недел", "месяц", "год", "ساعة", "ساعات", "دقيقة", "دقائق", "يوم",
        "أيام", "أسبوع", "שעה", "שעות", "דקות", "ימים", "דקה", "घंटे", "मिनट", "दिन", "सप्ताह", "小时", "小時", "分钟", "分鐘", "天前", "周前", "時間", "分", "日前", "週間", "か月",
    ];

    // Looked up by their first or last letter: a page has a million lines, and few begin like "Read more".
    private static readonly ILookup<char, string> ReadMoreByFirst = ReadMore.ToLookup(phrase => Fold(phrase[0]));
    private static readonly ILookup<char, string> ReadMoreByLast = ReadMore.ToLookup(phrase => Fold(phrase[^1]));
    private static readonly ILookup<char, string> BylinesByFirst = BylineStarts.ToLookup(start => Fold(start[0]));
}
