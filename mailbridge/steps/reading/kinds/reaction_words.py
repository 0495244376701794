"""How mail programs say that somebody reacted to a letter, in lower case: stems, since languages
bend these words, and names of pictures.
"""

from mailbridge.steps.text.word_tables import stems

# "reacted", "has reacted", "hat reagiert", "отреагировал(а)" …
REACTING = stems(
    "reacted|reagier|reaccion|a réagi|réagi |ha reagito|reagito|reagiu|gereageerd|reageerde|"
    "отреагир|реакци|відреагув|реакці|zareagow|zareagov|reagerade|reagerede|reagerte|reagoi|"
    "reagált|reacționat|reactionat|tepki verdi|tepki gönderdi|αντέδρασ|הגיב|תגוב|تفاعل|リアクション|"
    "反応し|반응|공감|回应|回應|反应|反應|做出了|odreag|reagova|reagoval|reageeris|reaģēja|sureagav|"
    "bày tỏ cảm xúc|bereaksi|memberi reaksi|แสดงความรู้สึก|реагува|реагира"
)
# "to your message", "via Gmail"
TO_MESSAGE = stems(
    "message|mensaje|correo|nachricht|e-mail|email|messaggio|mensagem|bericht|сообщени|письм|"
    "повідомлен|лист|wiadomoś|zpráv|správ|meddelande|meddelelse|melding|besked|viesti|üzenet|"
    "mesaj|ileti|μήνυμ|הודע|رسالت|メッセージ|메시지|메일|消息|邮件|郵件|訊息|poruk|sporočil|съобщени|"
    "gmail|tin nhắn|pesan|ข้อความ|žinut|ziņ|sõnum"
)
# what stands in place of a picture: "[like] Jane reacted to your message:"
PICTURES = {
    "like": "👍", "thumbs up": "👍", "thumbsup": "👍", "yes": "👍", "gefällt mir": "👍",
    "j'aime": "👍", "me gusta": "👍", "нравится": "👍", "heart": "❤️", "love": "❤️", "herz": "❤️",
    "сердце": "❤️", "celebrate": "🎉", "party": "🎉", "tada": "🎉", "laugh": "😆", "haha": "😆",
    "smile": "😄", "surprised": "😮", "wow": "😮", "sad": "😢", "angry": "😠", "fire": "🔥",
    "clap": "👏", "pray": "🙏", "thanks": "🙏", "check": "✅", "thumbs down": "👎", "dislike": "👎",
}  # fmt: skip
# Apple's: the verb, and the reaction; the words reacted to follow in quotation marks
TAPBACKS = {
    "liked": "👍", "loved": "❤️", "disliked": "👎", "laughed at": "😂", "emphasized": "‼️",
    "emphasised": "‼️", "questioned": "❓", "gefällt": "👍", "hat geliebt": "❤️", "liebt": "❤️",
    "missfällt": "👎", "lacht über": "😂", "betont": "‼️", "a aimé": "👍", "a adoré": "❤️",
    "n'a pas aimé": "👎", "a ri de": "😂", "le gustó": "👍", "le gusta": "👍", "le encantó": "❤️",
    "no le gustó": "👎", "se rió de": "😂", "ha messo mi piace a": "👍", "ha adorato": "❤️",
    "gostou de": "👍", "curtiu": "👍", "adorou": "❤️", "amou": "❤️", "vindt leuk": "👍",
    "понравилось": "👍", "нравится": "👍", "в восторге от": "❤️", "не понравилось": "👎",
    "посмеялся над": "😂", "подобається": "👍", "polubiono": "👍", "lubi": "👍", "gillade": "👍",
    "gillar": "👍", "älskade": "❤️", "elskede": "❤️", "likte": "👍", "tykkäsi": "👍",
    "“いいね”と言いました": "👍", "喜欢": "👍", "讚好": "👍", "beğendi": "👍",
}  # fmt: skip
