"""Words that every text has and that say nothing of a week; without accents, of three letters or more."""

_EN = """
about after again all also always and any are because been before being but came can could day days did
does doing don down during each even ever every for from gave get gets getting give going gone got had has
have having her here hers him his how into its just know last like made make many may more most much must
never new next not now off old once one only other our out over own people please put really said same say
see she should since some still such take tell than thank thanks that the their them then there these they
thing things this those though three time times today told too took two under until very want wanted was
way week well went were what when where which while who why will with would yes yet you your yours
"""
_PT = """
ainda algum alguma alem ali antes ao aos aquela aquele aqui assim ate bem boa bom cada coisa com como
contra cujo das dela dele deles depois desde dessa desse desta deste deu devia dia dias disse disso diz dois
duas ela elas ele eles era eram essa essas esse esses esta estamos estao estar estas estava estavam este
estes estou eta eu fala falou favor faz fazer fez ficar ficou foi fomos for foram hoje isso isto ja lhe
mais mas mesmo meu meus minha minhas muita muitas muito muitos nada nao nas nem nesse nesta neste nos nossa
nosso nunca numa ola ontem onde ou outra outras outro outros para pela pelas pelo pelos pessoal pessoas pode
podem por porque pouco pra pras pro pros pois qual quando quanto que quem quer quero sao sem sempre sendo ser
sera seu seus sim sobre somente sua suas tal tambem tao tem temos tempo tenho ter teve tinha toda todas todo
todos tres tudo uma umas uns vai vao vem ver vez vezes voce voces vou
"""
_ES = """
ahi ahora algo algun alguna antes aqui asi aun aunque bien buenas buenos cada casi como con contra cosa
cual cuando cuanto dar debe del desde despues dia dias dice dijo donde dos ella ellas ellos entonces entre
era eran eres esa esas ese eso esos esta estaba estaban estamos estan estar estas este esto estos estoy
favor fue fueron gracias gran hace hacer haces hacia han hasta hay hemos hizo hola hoy hubo igual las les
los luego mal mas mejor menos mi mientras misma mismo mucha muchas mucho muchos muy nada nadie nunca ningun
ninguna nos nosotros nuestra nuestro otra otras otro otros para pero poco por porque puede pueden pues que
quien quiere quiero sea segun ser sera siempre sido sin sino sobre solo son soy sus tal tambien tan tanto
tener tengo tiene tienen toda todas todavia todo todos tres tuvo una unas uno unos usted ustedes vamos van
veces ver vez voy
"""

STOP_WORDS = frozenset(f"{_EN} {_PT} {_ES}".split())
