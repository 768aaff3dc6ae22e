{#
  How people here are called: what names persons in a text of others (macro `names_somebody`). Lower case, without accents.
#}

{# Given names that are no other word, so that a title keeps its "porto franco" and its "rosa". #}
{% macro given_names() -%}
    {{ return((
        'abdul abdullah adriano agata agim agnese agostino ahmed aisha alberto albino aldina aldo alessandra'
        ~ ' alessandrina alessandro alessia alessio alexandru alfonso alfredo alice alida amalia amanda ambrogio'
        ~ ' amedeo amelia amerigo amina amit anastasia andrea andreas andrei angela angelo anita anna annalisa'
        ~ ' annamaria annarita annunziata anselmo antonella antonia antonino antonio arben arianna armando arnaldo'
        ~ ' arturo assunta attilio augusto aurelio azzurra baldassarre barbara bartolomeo basilio battista'
        ~ ' beatrice benedetta benito bernardo besnik biagio boris brigida bruna brunella bruno calogero camilla'
        ~ ' carla carlo carlos carlotta carmela carmelo carmine carolina caterina catia cecilia celestino cesare'
        ~ ' chantal charles christian cinzia ciro clarissa claudia claudio clelia concetta corrado cosimo'
        ~ ' costantino cristian cristiano cristina damiano daniela daniele danilo dario david davide debora delia'
        ~ ' demetrio denis diego dino dmitri dolores domenico donata donatella donato doriana doriano edda edgardo'
        ~ ' edoardo edward egidio elda elena eleonora elettra elia eliana elio elisa elisabetta eliseo elvira'
        ~ ' emanuela emanuele emiliano emilio emma enea ennio enrica enrichetta enrico enzo erica erika ermanno'
        ~ ' erminia ernesta ernesto ersilia ester ettore eugenio eva evelina ezio fabiana fabiano fabio fabiola'
        ~ ' fabrizio fatima fatmir federica federico felicia ferdinando fernanda fernando fiammetta filippo'
        ~ ' filomena fiorella fiorenzo flavio floriana florin fosca fosco francesca francesco fulvia fulvio'
        ~ ' gabriele gabriella gabrio gaetano gaia gaspare gavino gelsomina gennaro george gerardo germana germano'
        ~ ' gervasio gessica gesualdo gheorghe giacinta giacinto giacomo giada giampaolo giampiero giancarlo'
        ~ ' giandomenico gianfranco gianluca gianluigi gianmarco gianmaria gianni gianpaolo gianpiero gigliola'
        ~ ' gilberto gina ginevra gino gioacchino gioele gionata giordana giorgia giorgio giovanna giovanni'
        ~ ' gisella giuditta giulia giuliana giuliano giulio giuseppe giuseppina gloria goffredo grazia graziano'
        ~ ' graziella gregorio greta gualtiero guendolina guglielmo guido hans hassan heinz hussein ibrahim ida'
        ~ ' ignazio igor ilaria ilario ileana ilir ines ingrid iolanda ionut ippolito irene irina isabella isidoro'
        ~ ' ivan ivano jacopo jacques james jean jennifer jessica john jose juan juergen karim katia kaur khadija'
        ~ ' klaus kumar lamberto laura leandro leonardo leopoldo licia lidia liliana lisa livio loredana lorenza'
        ~ ' lorenzo loris luana luca lucia luciana luciano lucilla lucio lucrezia ludovica ludovico luigi luis'
        ~ ' luisa luisella maddalena mafalda malvina manfredo manlio manuel manuela marcella marcellino marcello'
        ~ ' marco margherita maria marialuisa mariangela marianna mariapia mariarosa mariateresa mariella marilena'
        ~ ' mario marisa marta martina marzia marzio massimiliano massimo matilde matteo mattia maura maurizio'
        ~ ' mauro melania melissa michael michela michelangelo michele miguel mihai milena mimmo ming miriam mirko'
        ~ ' mohamed mohammed moira monica morgana muhammad mustafa nadia natalia nerina nevio nicola nicoletta'
        ~ ' nicolo nives noemi norberto nunzia nunzio oksana olga olivia omar onofrio orazio oreste orietta'
        ~ ' ornella orsola oscar osvaldo otello ottavia ottavio pablo palmira paola paolo paride pasquale'
        ~ ' pasqualina patrizia patrizio paul pedro peter pierangelo pierfrancesco pierluigi piero pierpaolo'
        ~ ' pierre pietro pompeo priscilla priya quirino rachele rachid raffaele raffaella raimondo rajesh ramona'
        ~ ' rebecca remigio renata renato renzo riccardo richard rino rita robert roberta roberto rocco rodolfo'
        ~ ' romilda romina romolo rosalba rosalia rosalinda rosangela rosanna rosaria rosario rosella rosetta'
        ~ ' rosita rossana rossella ruben ruggero sabina sabrina salvatore samanta samantha samira samuela samuele'
        ~ ' sandra sandro sanjay santina santino sara saverio savino sebastiano selene serafina serafino sergej'
        ~ ' sergio severino silvana silvano silvia silvio simona simone simonetta singh sofia sonia stanislao'
        ~ ' stefan stefania stefano susanna svetlana tania tarcisio tatiana teodora teodoro teresa teresio thomas'
        ~ ' tiziana tiziano tommaso tonino tullia tullio ubaldo ugo umberto ursula valentina valentino valeria'
        ~ ' valerio valter vanda vanessa vasile veronica vilma vincenzo virgilio virginia virginio vitaliano'
        ~ ' vittoria vittorino vittorio viviana vladimir vladimiro walter wanda william wilma wolfgang xiao ylenia'
        ~ ' youssef yusuf yvonne zaira zeno zenobia zita zoe'
    ).split(' ')) }}
{%- endmacro %}

{# Given names that are words too: they name somebody beside a usual family name. #}
{% macro given_words() -%}
    {{ return((
        'alba ambra asia aurora benigno bianca candida candido celeste chiara clara clemente costanza dalia'
        ~ ' diana domenica fausto felice fiorenza flora fortunato franca franco gemma gioia giordano iris italo'
        ~ ' lea leda leone letizia lia libero lina linda lino luce mara marina marino mia modesto morena moreno'
        ~ ' nella nello nino norma olimpia ombretta onesto orlando perla pia placido primo prospero regina remo'
        ~ ' romana romeo rosa santo selvaggia serena sereno settimo severo stella tino tito urbano vasco vera'
        ~ ' viola violetta vito romano'
    ).split(' ')) }}
{%- endmacro %}

{# Family names, the most frequent ones of Italy and of Lombardy. #}
{% macro family_names() -%}
    {{ return((
        'bellini benedetti beretta bernardi bianchi bonacina bonfanti bonomi bosisio brambilla butti caputo'
        ~ ' caruso casati casiraghi castelnuovo cattaneo cazzaniga cereda citterio colnaghi colnago colombo'
        ~ ' consonni coppola corti crippa damico dangelo deangelis deluca derosa desantis donati dozio esposito'
        ~ ' fabbri ferrari ferraro ferretti ferri frigerio fumagalli galbiati gerosa ghezzi gilardi giordano'
        ~ ' giuliani grassi invernizzi locatelli mancini mandelli mantovani marchetti mariani marini martinelli'
        ~ ' martini mauri meroni molteni montanari morelli moretti motta negri neri oggioni palmieri palumbo'
        ~ ' panzeri perego pessina piras pirovano pozzoli radaelli ratti redaelli ricci rinaldi ripamonti rizzi'
        ~ ' rossetti rossi ruggiero russo sangalli sanna santoro sartori scaccabarozzi silvestri sironi sorrentino'
        ~ ' spreafico tagliabue tentori valentini valsecchi verdi vigano vismara vitali zanella zanetti zoppi'
    ).split(' ')) }}
{%- endmacro %}
