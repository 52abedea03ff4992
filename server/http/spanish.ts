/**
 * What the server says to people, in English as the code says it and in Spanish. `{}` stands for a name or a
 * number, in the same order in both.
 */
const sentences: readonly (readonly [english: string, spanish: string])[] = [
  // http
  ["Some of this needs another look.", "Algo de esto necesita otra mirada."],
  ["This is needed.", "Esto hace falta."],
  [
    "This address asks for something that we do not understand. Check it again.",
    "Esta dirección pide algo que no entendemos. Revísela.",
  ],
  [
    "You may not erase this person. Its representative or the backbone can.",
    "No puede borrar a esta persona. Pueden su representante o la organización vertebradora.",
  ],
  [
    "This person is still here. Remove them first, then erase.",
    "Esta persona sigue aquí. Retírela primero y bórrela después.",
  ],
  [
    "Too many pages of yours are open. Close some of them first.",
    "Tiene demasiadas páginas abiertas. Cierre antes algunas.",
  ],
  [
    "This was put back to a backup since you opened it. Reload the page; what you had is kept beside it.",
    "Esto volvió a una copia de seguridad desde que lo abrió. Recargue la página; lo que tenía se conserva aparte.",
  ],
  [
    "These numbers are for whoever runs the server. Send its METRICS_TOKEN.",
    "Estas cifras son para quien administra el servidor. Envíe su METRICS_TOKEN.",
  ],
  ["Write something here.", "Escriba algo aquí."],
  ["Write text here.", "Escriba texto aquí."],
  ["Use at least {} characters.", "Use al menos {} caracteres."],
  ["Use at most {} characters.", "Use como máximo {} caracteres."],
  ["Choose one of these: {}.", "Elija una de estas opciones: {}."],
  ["Say true or false.", "Diga verdadero o falso."],
  [
    "Write an e-mail address, such as name@example.org.",
    "Escriba una dirección de correo, como nombre@example.org.",
  ],
  [
    "Send this as JSON, with the header “Content-Type: application/json”.",
    "Envíe esto como JSON, con la cabecera «Content-Type: application/json».",
  ],
  [
    "This is not JSON that we can read. Check its commas, quotes and brackets.",
    "No podemos leer este JSON. Revise las comas, las comillas y los corchetes.",
  ],
  [
    "This is too long to send at once; {} KB are the most.",
    "Es demasiado largo para enviarlo de una vez; el máximo son {} KB.",
  ],
  [
    "This text holds invisible control characters. Remove them and try again.",
    "Este texto contiene caracteres de control invisibles. Quítelos e inténtelo de nuevo.",
  ],
  [
    "Remove the invisible control characters; typing the text again does it.",
    "Quite los caracteres de control invisibles; basta con escribir el texto de nuevo.",
  ],
  [
    "This is nested too deeply to be read. Send a simpler form.",
    "Tiene demasiados niveles para poder leerse. Envíe algo más sencillo.",
  ],
  [
    "This server answers at {}; open it there. Whoever runs it can set PUBLIC_URL to another address.",
    "Este servidor responde en {}; ábralo allí. Quien lo administra puede cambiar la dirección con PUBLIC_URL.",
  ],
  [
    "This change did not come from our own pages, so it was not made. Open {} and try again there.",
    "Este cambio no vino de nuestras páginas y por eso no se hizo. Abra {} e inténtelo allí.",
  ],
  [
    "We could not read this request. Reload the page and try again.",
    "No pudimos leer esta solicitud. Vuelva a cargar la página e inténtelo de nuevo.",
  ],
  [
    "The address or the cookies of this request are too long. Clear the cookies of this site, then try again.",
    "La dirección o las cookies de esta solicitud son demasiado largas. Borre las cookies de este sitio e inténtelo de nuevo.",
  ],
  [
    "This request took too long to arrive. Try again on a better line.",
    "Esta solicitud tardó demasiado en llegar. Inténtelo de nuevo con una conexión mejor.",
  ],
  [
    "This holds more values than any form of ours. Send a simpler form.",
    "Contiene más valores que cualquiera de nuestros formularios. Envíe algo más sencillo.",
  ],
  [
    "This request did not arrive whole. Send it again.",
    "Esta solicitud no llegó completa. Envíela de nuevo.",
  ],
  ["Send an object: a form in curly brackets.", "Envíe un objeto: un formulario entre llaves."],
  [
    "Something went wrong on our side. What you had saved is safe; try again in a moment.",
    "Algo falló de nuestro lado. Lo que había guardado está a salvo; inténtelo de nuevo en un momento.",
  ],
  [
    "The database cannot be written. Look at the server's disk and log.",
    "No se puede escribir en la base de datos. Revise el disco y el registro del servidor.",
  ],
  ...found("page", "esa página"),
  ...found("person", "a esa persona"),
  ...found("partner", "esa organización"),
  ...found("note", "esa nota"),
  ...found("sign-in", "ese inicio de sesión"),
  ...found("sample person", "a esa persona de ejemplo"),
  ...found("document", "ese documento"),
  ...found("common agenda", "esa agenda común"),
  ...found("meeting", "esa reunión"),
  ...found("commitment", "ese compromiso"),
  ...found("link", "ese enlace"),
  ...found("decision", "esa decisión"),
  ...found("indicator", "ese indicador"),
  ...found("activity", "esa actividad"),
  [
    "Members of this group write in its plan. Ask the backbone to be added.",
    "En este plan escriben los miembros del grupo. Pida a la organización vertebradora que le añada.",
  ],
  [
    "Somebody else has just moved this activity. Look where it is now.",
    "Otra persona acaba de pasar esta actividad a otro plan. Mire dónde está ahora.",
  ],
  // sign-in
  ["Sign in to go on.", "Entre para continuar."],
  [
    "Your sign-in has ended. Sign in again to go on.",
    "Su sesión ha terminado. Entre de nuevo para continuar.",
  ],
  [
    "This link was used already or has run out. Ask for a new one.",
    "Este enlace ya se usó o venció. Pida uno nuevo.",
  ],
  ["Ask for a new link.", "Pida un enlace nuevo."],
  [
    "Too many tries. Ask for a mailed link instead, which works now, or wait a little.",
    "Demasiados intentos. Pida un enlace por correo, que funciona ahora mismo, o espere un poco.",
  ],
  [
    "Too many tries. Wait a little, then try again.",
    "Demasiados intentos. Espere un poco e inténtelo de nuevo.",
  ],
  [
    "Too many links were asked for from here. Look in the mailbox, or wait a little.",
    "Desde aquí se pidieron demasiados enlaces. Mire en su correo o espere un poco.",
  ],
  [
    "This address and password do not belong together. Check both, or ask for a mailed link.",
    "Esta dirección y esta contraseña no corresponden. Revise ambas o pida un enlace por correo.",
  ],
  ["Check the address and the password.", "Revise la dirección y la contraseña."],
  [
    "The current password is not right. Write it again.",
    "La contraseña actual no es correcta. Escríbala de nuevo.",
  ],
  ["This is not the password in use.", "No es la contraseña en uso."],
  // initiative
  [
    "This server is set up already. Sign in instead.",
    "Este servidor ya está configurado. Entre con su dirección.",
  ],
  ["We do not know this time zone. Choose another.", "No conocemos esta zona horaria. Elija otra."],
  ["Choose a time zone such as America/New_York.", "Elija una zona horaria, como America/New_York."],
  // organizations and people
  [
    "Only the backbone adds a partner. Ask it to add this one.",
    "Solo la organización vertebradora añade socios. Pídale que añada este.",
  ],
  ["A partner with this name is already here.", "Ya hay una organización socia con este nombre."],
  [
    "Choose another name, or open the partner that is already here.",
    "Elija otro nombre o abra la organización que ya está.",
  ],
  ["Somebody with this e-mail address is already here.", "Ya hay una persona con esta dirección de correo."],
  [
    "Look for them on the partners page, or write another address.",
    "Búsquela en la página de socios o escriba otra dirección.",
  ],
  [
    "{} has come in already and can ask for a sign-in link.",
    "{} ya entró y puede pedir un enlace para entrar.",
  ],
  ["Nobody can have this role for {}.", "Nadie puede tener esta función en {}."],
  [
    "You may not change what this person may do. Its representative or the backbone can.",
    "No puede cambiar lo que esta persona puede hacer. Puede hacerlo su representante o la organización vertebradora.",
  ],
  [
    "You may not change this name. Its representative or the backbone can.",
    "No puede cambiar este nombre. Puede hacerlo su representante o la organización vertebradora.",
  ],
  [
    "You may not remove this person. Its representative or the backbone can.",
    "No puede quitar a esta persona. Puede hacerlo su representante o la organización vertebradora.",
  ],
  [
    "You may not invite people for this partner in this role. Its representative or the backbone can.",
    "No puede invitar a nadie de esta organización con esta función. Puede hacerlo su representante o la organización vertebradora.",
  ],
  [
    "Somebody of the backbone has to stay. Give the role to another first.",
    "Alguien de la organización vertebradora tiene que quedarse. Dé antes la función a otra persona.",
  ],
  [
    "That were many invitations in one hour. Wait a little, then go on.",
    "Fueron muchas invitaciones en una hora. Espere un poco y continúe.",
  ],
  [
    "The outbox is for the backbone. Ask it for the link that you wait for.",
    "La bandeja de salida es de la organización vertebradora. Pídale el enlace que espera.",
  ],
  // commitments
  [
    "You are here to read along. Ask the backbone to take part.",
    "Está aquí para leer. Pida a la organización vertebradora tomar parte.",
  ],
  ["No calendar has this day. Choose another date.", "Ningún calendario tiene ese día. Elija otra fecha."],
  ["Choose a day that there is.", "Elija un día que exista."],
  ["This day is over. Choose today or a later date.", "Ese día ya pasó. Elija hoy o una fecha posterior."],
  ["Choose today or a later day.", "Elija hoy o un día posterior."],
  ["This day is very far away. Look at its year again.", "Ese día está muy lejos. Revise el año."],
  ["Look at the year again.", "Revise el año."],
  [
    "Only a commitment of the backbone can be for its eyes alone. Choose who else may see it.",
    "Solo un compromiso de la organización vertebradora puede ser solo para ella. Elija quién más puede verlo.",
  ],
  ["Choose who else may see it.", "Elija quién más puede verlo."],
  [
    "You would not see this yourself. Choose who else may see it.",
    "Usted no podría ver esto. Elija quién más puede verlo.",
  ],
  [
    "This person does not belong to {}. Choose somebody of it.",
    "Esta persona no es de {}. Elija a alguien de esa organización.",
  ],
  ["{} has left {}. Choose somebody who is here.", "{} ya no está en {}. Elija a alguien que sí esté."],
  ["Choose somebody of this partner.", "Elija a alguien de esta organización."],
  [
    "Only those who speak for {} say this, or the backbone for it. Ask them to.",
    "Esto solo lo dice quien habla por {}, o la organización vertebradora en su nombre. Pídaselo.",
  ],
  [
    "{} changed this on {} at {}. Look at it as it is now, then decide.",
    "{} cambió esto el {} a las {}. Mire cómo está ahora y decida después.",
  ],
  [
    "This id belongs to another commitment. Make a new one and send it again.",
    "Este identificador es de otro compromiso. Cree uno nuevo y envíelo otra vez.",
  ],
  ["Make a new id.", "Cree un identificador nuevo."],
  [
    "We need to know which group this belongs to. Choose one.",
    "Hace falta saber de qué grupo es esto. Elija uno.",
  ],
  ["Choose a group.", "Elija un grupo."],
  [
    "This offer was answered already. Look at the commitment again.",
    "Esta propuesta ya tuvo respuesta. Mire de nuevo el compromiso.",
  ],
  [
    "This is still an offer. Its owner accepts it first.",
    "Todavía es una propuesta. Primero la acepta su responsable.",
  ],
  [
    "This commitment is closed already. Write a note on it instead.",
    "Este compromiso ya está cerrado. Escriba una nota en él.",
  ],
  ["This is the date that it has already. Choose another.", "Es la fecha que ya tiene. Elija otra."],
  ["Choose another day.", "Elija otro día."],
  [
    "Nobody waits for help here. Look at the commitment again.",
    "Aquí nadie espera ayuda. Mire de nuevo el compromiso.",
  ],
  [
    "This is who has it already. Choose somebody else.",
    "Ya lo tiene esta persona u organización. Elija a otra.",
  ],
  ["Choose another partner or person.", "Elija otra organización o persona."],
  [
    "Only what is closed can be opened again. Look at the commitment again.",
    "Solo se reabre lo que está cerrado. Mire de nuevo el compromiso.",
  ],
  ["Say why, so that the others understand it.", "Diga por qué, para que se entienda."],
  ["Write a reason.", "Escriba un motivo."],
  [
    "Reminders go out from the backbone. Ask it to send them.",
    "Los recordatorios los envía la organización vertebradora. Pídale que los envíe.",
  ],
  // decisions and indicators
  [
    "Only {} raises a decision in its name, or the backbone for it. Raise it in your own.",
    "Solo {} plantea una decisión en su nombre, o la organización vertebradora por ella. Plantéela en el de su organización.",
  ],
  [
    "One of these strategies is not in the common agenda. Choose others.",
    "Una de estas estrategias no está en la agenda común. Elija otras.",
  ],
  ["Choose strategies of the common agenda.", "Elija estrategias de la agenda común."],
  [
    "We need to know in which meeting this was agreed. Choose one.",
    "Hace falta saber en qué reunión se acordó esto. Elija una.",
  ],
  ["Choose a meeting.", "Elija una reunión."],
  [
    "This meeting is of another group. Choose one of the group that decides.",
    "Esta reunión es de otro grupo. Elija una del grupo que decide.",
  ],
  ["Choose a meeting of the group that decides.", "Elija una reunión del grupo que decide."],
  [
    "This meeting was over before this was raised. Choose a later one.",
    "Esta reunión terminó antes de que se planteara esto. Elija una posterior.",
  ],
  ["Choose a later meeting.", "Elija una reunión posterior."],
  [
    "This meeting has not begun. Record what it agrees once it is under way.",
    "Esta reunión no ha empezado. Registre lo que acuerde cuando esté en curso.",
  ],
  [
    "This decision is closed already. Look at it as it is now.",
    "Esta decisión ya está cerrada. Mire cómo está ahora.",
  ],
  [
    "An objection stands. Settle it in the decision's thread before you record an agreement.",
    "Hay una objeción en pie. Resuélvala en el hilo de la decisión antes de registrar un acuerdo.",
  ],
  [
    "This id belongs to another decision. Make a new one and send it again.",
    "Este identificador es de otra decisión. Cree uno nuevo y envíelo otra vez.",
  ],
  [
    "Only {} reports this, or the backbone for it. Ask them to.",
    "Esto solo lo reporta {}, o la organización vertebradora por ella. Pídaselo.",
  ],
  [
    "This indicator counts in periods such as {}. Choose one.",
    "Este indicador cuenta en periodos como {}. Elija uno.",
  ],
  ["Write it like {}.", "Escríbalo así: {}."],
  ["This period has not begun. Choose an earlier one.", "Este periodo no ha empezado. Elija uno anterior."],
  ["Choose an earlier period.", "Elija un periodo anterior."],
  ["This period is very long ago. Look at its year again.", "Ese periodo queda muy lejos. Revise el año."],
  [
    "This period is not over. Say that the reading is provisional, or choose an earlier period.",
    "Este periodo no ha terminado. Diga que el dato es provisional o elija un periodo anterior.",
  ],
  [
    "Say that it is provisional, or choose an earlier period.",
    "Diga que es provisional o elija un periodo anterior.",
  ],
  [
    "Without a value we need to know why. Write the reason.",
    "Sin un valor hace falta saber por qué. Escriba el motivo.",
  ],
  ["Write why it could not be collected.", "Escriba por qué no se pudo obtener."],
  [
    "This id belongs to another reading. Make a new one and send it again.",
    "Este identificador es de otro dato. Cree uno nuevo y envíelo otra vez.",
  ],
  // documents
  [
    "You may not read this text. Ask the backbone for access.",
    "No puede leer este texto. Pida acceso a la organización vertebradora.",
  ],
  [
    "This address is for writing together. Open the text in the app instead.",
    "Esta dirección sirve para escribir a la vez. Abra el texto en la aplicación.",
  ],
  [
    "This line was not opened by our own pages. Open {} and try again there.",
    "Esta conexión no la abrió una página nuestra. Abra {} e inténtelo allí.",
  ],
  ["The server restarts. Please try again in a moment.", "El servidor se reinicia. Inténtelo en un momento."],
  [
    "You have this open in too many places. Close some of them, then try again.",
    "Tiene esto abierto en demasiados lugares. Cierre algunos e inténtelo de nuevo.",
  ],
  [
    "The server is full. Please try again in a few minutes.",
    "El servidor está lleno. Inténtelo de nuevo en unos minutos.",
  ],
  // acts and reminders
  [
    "A correction was added meanwhile. Read it, then confirm.",
    "Entretanto se añadió una corrección. Léala y confirme después.",
  ],
  [
    "Too many tries. Wait a little, then open the link in the mail again.",
    "Demasiados intentos. Espere un poco y abra de nuevo el enlace del correo.",
  ],
  [
    "You no longer take part in this initiative, so this link does nothing. Ask {} if that is a mistake.",
    "Ya no participa en esta iniciativa, así que este enlace no hace nada. Si es un error, pregunte a {}.",
  ],
  [
    "This link has run out: it worked for 30 days. Sign in to answer, or ask {}.",
    "Este enlace ya no sirve: valía 30 días. Entre para responder o pregunte a {}.",
  ],
  ["Only those who speak for {} say this. Ask them to.", "Esto solo lo dice quien habla por {}. Pídaselo."],
  [
    "This is no longer there for you to see. Ask {} if that is a mistake.",
    "Esto ya no está a su vista. Si es un error, pregunte a {}.",
  ],
  [
    "This was answered otherwise meanwhile. Look at it as it is now.",
    "Entretanto se respondió otra cosa. Mírelo como está ahora.",
  ],
  // db
  [
    "The server's disk is full, so this was not saved. Ask whoever runs the server to free some space; it goes on by itself then.",
    "El disco del servidor está lleno y esto no se guardó. Pida a quien administra el servidor que libere espacio; después sigue solo.",
  ],
  [
    "The server could not write to its disk, so this was not saved. Ask whoever runs the server to look at the disk.",
    "El servidor no pudo escribir en su disco y esto no se guardó. Pida a quien lo administra que revise el disco.",
  ],
  [
    "The database file is damaged. Ask whoever runs the server to restore a copy.",
    "El archivo de la base de datos está dañado. Pida a quien administra el servidor que restaure una copia.",
  ],
  [
    "The database is busy. Wait a moment, then try again.",
    "La base de datos está ocupada. Espere un momento e inténtelo de nuevo.",
  ],
  // meetings: calling, leading, closing
  [
    "Somebody changed this item a moment ago. Look at it as it is now, then decide.",
    "Alguien cambió este punto hace un momento. Mírelo como está ahora y decida.",
  ],
  [
    "Somebody changed this agenda a moment ago. Look at it as it is now, then decide.",
    "Alguien cambió este orden del día hace un momento. Mírelo como está ahora y decida.",
  ],
  [
    "Only a meeting of the same group that is still to come can take this. Choose another.",
    "Solo puede recibirlo una reunión del mismo grupo que aún no se haya celebrado. Elija otra.",
  ],
  ["Choose a meeting that is still to come.", "Elija una reunión que aún no se haya celebrado."],
  [
    "An agenda holds {} items. Move one to another meeting first.",
    "Un orden del día tiene como máximo {} puntos. Pase antes uno a otra reunión.",
  ],
  ["The room is at this item. Go on to another one first.", "La sala está en este punto. Pase antes a otro."],
  [
    "Whoever leads the meeting does this: its facilitator, its note taker, who leads the group, or the backbone. Ask one of them.",
    "Esto lo hace quien dirige la reunión: quien la facilita, quien toma notas, quien dirige el grupo o la organización vertebradora. Pídaselo.",
  ],
  ["This meeting has not begun. Open it first.", "Esta reunión no ha empezado. Ábrala primero."],
  [
    "This meeting is going on. Say whether they are here instead.",
    "Esta reunión está en curso. Diga en cambio si están aquí.",
  ],
  ["This meeting is going on. Close it first.", "Esta reunión está en curso. Ciérrela primero."],
  [
    "This meeting is closed. Write a correction to its minutes instead.",
    "Esta reunión está cerrada. Escriba una corrección a sus actas.",
  ],
  ["This meeting was called off. Call another one instead.", "Esta reunión se canceló. Convoque otra."],
  [
    "A meeting ends after it begins. Look at its times again.",
    "Una reunión termina después de empezar. Revise las horas.",
  ],
  ["Choose a later time.", "Elija una hora posterior."],
  [
    "One of these people is not here, or has left. Choose somebody who is.",
    "Una de estas personas no está aquí o se fue. Elija a alguien que esté.",
  ],
  ["Choose somebody who is here.", "Elija a alguien que esté aquí."],
  [
    "One of these partners is not here. Choose among those who are.",
    "Uno de estos socios no está aquí. Elija entre los que están.",
  ],
  ["Choose partners who are here.", "Elija socios que estén aquí."],
  [
    "This id belongs to another group. Make a new one and send it again.",
    "Este identificador es de otro grupo. Cree uno nuevo y envíelo otra vez.",
  ],
  [
    "The backbone forms groups and changes them. Ask it to.",
    "Los grupos los forma y cambia la organización vertebradora. Pídaselo.",
  ],
  [
    "Minutes are confirmed by those who speak for a member of the group. Ask your representative.",
    "Las actas las confirma quien representa a un miembro del grupo. Pídaselo a su representante.",
  ],
  [
    "These minutes have not been sent yet. Confirm them when they are.",
    "Estas actas aún no se han enviado. Confírmelas cuando se envíen.",
  ],
  [
    "This was accepted already. Move its date with a reason, or write a note on it instead.",
    "Esto ya fue aceptado. Cambie la fecha con una razón, o escriba una nota.",
  ],
  [
    "Whoever wrote an offer down puts it right, or who leads the meeting it was said in. Ask one of them.",
    "Una oferta la corrige quien la anotó o quien dirige la reunión en que se dijo. Pídaselo.",
  ],
  [
    "This meeting was closed a moment ago. Send its recap again.",
    "Esta reunión se acaba de cerrar. Envíe el resumen otra vez.",
  ],
  [
    "Minutes hold {} corrections. Take this one to the next meeting.",
    "Las actas admiten {} correcciones. Lleve esta a la próxima reunión.",
  ],
  [
    "Somebody took the room to another item a moment ago. Look where it is now, then decide.",
    "Alguien llevó la sala a otro punto hace un momento. Mire dónde está ahora y decida.",
  ],
  [
    "Somebody put other words to it a moment ago. Look at them, then decide.",
    "Alguien le puso otras palabras hace un momento. Mírelas y decida.",
  ],
  [
    "You can say this of your own organization. Whoever leads the meeting says it of the others.",
    "Puede decirlo de su propia organización. De las demás lo dice quien dirige la reunión.",
  ],
  [
    "A parking lot holds {} items. Close one of them first.",
    "Los temas pendientes son como máximo {}. Cierre antes uno.",
  ],
  ["Say which meeting it goes to.", "Diga a qué reunión pasa."],
  [
    "Whoever leads the group calls its meetings, or the backbone. Ask one of them.",
    "Las reuniones las convoca quien dirige el grupo o la organización vertebradora. Pídaselo.",
  ],
  [
    "This id belongs to another meeting. Make a new one and send it again.",
    "Este identificador es de otra reunión. Cree uno nuevo y envíelo otra vez.",
  ],
  [
    "There is nothing on this agenda yet. Put an item on it first.",
    "Este orden del día aún está vacío. Añada antes un punto.",
  ],
  ["A document could not be changed. Try again.", "No se pudo cambiar un documento. Inténtelo de nuevo."],
  [
    "A text that names them could not be changed. Try again.",
    "No se pudo cambiar un texto que nombra a esta persona. Inténtelo de nuevo.",
  ],

  // threads
  [
    "Only who wrote a post edits it. Reply to it instead.",
    "Solo quien escribió un mensaje lo edita. Respóndale.",
  ],
  ["This post was taken away. Write a new one instead.", "Este mensaje se retiró. Escriba uno nuevo."],
  [
    "You edited this post in another window. Look at it as it is now, then decide.",
    "Editó este mensaje en otra ventana. Mírelo como está ahora y decida.",
  ],
  [
    "Who wrote a post takes it away, or the backbone does. Ask one of them.",
    "Un mensaje lo retira quien lo escribió o la organización vertebradora. Pídaselo.",
  ],
  [
    "This id belongs to another post. Make a new one and send it again.",
    "Este identificador es de otro mensaje. Cree uno nuevo y envíelo otra vez.",
  ],
  [
    "A thread holds {} posts. Go on under another record.",
    "Un hilo admite {} mensajes. Siga en otro registro.",
  ],
  [
    "You wrote a lot at once. Wait a minute, then send it again.",
    "Escribió mucho de una vez. Espere un minuto y envíelo otra vez.",
  ],
  [
    "Choose the words of the text that you want to speak about.",
    "Elija las palabras del texto sobre las que quiere hablar.",
  ],
  ["Say which words, and where they are.", "Diga qué palabras son y dónde están."],
  [
    "Say which agenda item is meant, as its meeting and itself.",
    "Diga de qué punto del orden del día se trata, con su reunión y el punto.",
  ],
  [
    "Only the representative of {} asks somebody to speak for it, or the backbone. Ask them to.",
    "Solo quien representa a {} pide a alguien que hable por ella, o la organización vertebradora. Pídaselo.",
  ],
  [
    "The backbone has no position, so nobody speaks for it. Choose a partner.",
    "La organización vertebradora no tiene postura, así que nadie habla por ella. Elija un socio.",
  ],
  ["Choose a partner.", "Elija un socio."],
  [
    "Only somebody who takes part for a partner can speak for another one.",
    "Solo quien participa por un socio puede hablar por otro.",
  ],
  [
    "Its representative does this, or the backbone. Ask them to.",
    "Lo hace su representante o la organización vertebradora. Pídaselo.",
  ],
  [
    "Only a public body speaks in meetings only. Other partners speak at any time.",
    "Solo una entidad pública habla únicamente en las reuniones. Los demás socios hablan en cualquier momento.",
  ],
  [
    "This decision is closed, and no position can be given any more. Look at it as it is now.",
    "Esta decisión está cerrada y ya no se puede dar ninguna postura. Mírela como está ahora.",
  ],
  [
    "The proposal has been reworded: version {} is asked about now. Read it, then answer.",
    "La propuesta tiene otras palabras: ahora se pregunta por la versión {}. Léala y responda después.",
  ],
  [
    "You speak for more than one partner: {}. Say for which one.",
    "Usted habla por más de un socio: {}. Diga por cuál.",
  ],
  ["Say for which partner.", "Diga por qué socio."],
  [
    "The backbone has no position. It records what a partner says on the telephone: choose the partner.",
    "La organización vertebradora no tiene postura. Anota lo que un socio dice por teléfono: elija el socio.",
  ],
  [
    "Only the representative or alternate of {} gives its position, or the backbone after a call. Ask one of them.",
    "Solo quien representa a {} o su suplente da su postura, o la organización vertebradora tras una llamada. Pídaselo.",
  ],
  [
    "{} is not in the group that decides this. Write in its thread instead.",
    "{} no está en el grupo que decide esto. Escriba en su hilo.",
  ],
  [
    "Between meetings, {} reads, and comments to the backbone. Give its position in the meeting.",
    "Entre reuniones, {} lee y comenta a la organización vertebradora. Dé su postura en la reunión.",
  ],
  [
    "Between meetings, {} reads, and comments to the backbone. Say this in the meeting.",
    "Entre reuniones, {} lee y comenta a la organización vertebradora. Dígalo en la reunión.",
  ],
  [
    "Between meetings, {} reads, and comments to the backbone. Send this to the backbone alone.",
    "Entre reuniones, {} lee y comenta a la organización vertebradora. Envíelo solo a la organización vertebradora.",
  ],
  [
    "Here a partner says how much it agrees. Choose one of the eight levels.",
    "Aquí un socio dice cuánto está de acuerdo. Elija uno de los ocho grados.",
  ],
  ["Choose one of the eight levels.", "Elija uno de los ocho grados."],
  [
    "Levels of agreement belong to another way of deciding. Choose a position.",
    "Los grados de acuerdo son de otra forma de decidir. Elija una postura.",
  ],
  ["Leave this out.", "Déjelo fuera."],
  [
    "An objection or a reservation needs a reason, so that others can work with it. Write it down.",
    "Una objeción o una reserva necesita un motivo, para que los demás puedan trabajar con él. Escríbalo.",
  ],
  ["Write the reason.", "Escriba el motivo."],
  [
    "{} answered for {} on {}. Look at that answer, then decide.",
    "{} respondió por {} el {}. Mire esa respuesta y decida después.",
  ],
  [
    "These are the words that it has already. Change something first.",
    "Estas son las palabras que ya tiene. Cambie algo primero.",
  ],
  ["Change something first.", "Cambie algo primero."],
  [
    "Partners have answered already, so the way of deciding stays. Open a new decision instead.",
    "Ya hay socios que respondieron, así que la forma de decidir no cambia. Abra una decisión nueva.",
  ],
  [
    "This decision is closed, and stays as it is. Add a correction, or open a new decision.",
    "Esta decisión está cerrada y queda como está. Añada una corrección o abra una decisión nueva.",
  ],
  [
    "This option is not among those that were looked at. Choose another.",
    "Esta opción no está entre las que se miraron. Elija otra.",
  ],
  ["Choose one of its options.", "Elija una de sus opciones."],
  ["Say when this is looked at again. Choose a day.", "Diga cuándo se vuelve a mirar. Elija un día."],
  ["Choose a day.", "Elija un día."],
  [
    "Say which commitments follow from this, or that none does.",
    "Diga qué compromisos se desprenden de esto, o que ninguno.",
  ],
  ["Name the commitments, or say that none follows.", "Nombre los compromisos o diga que no hay ninguno."],
  [
    "There is nothing to fall back on here. Close it by its own way of deciding.",
    "Aquí no hay a qué recurrir. Ciérrela por su propia forma de decidir.",
  ],
  [
    "Only {} partners have been heard, and {} are needed. Hear more of them first.",
    "Solo se ha escuchado a {} socios y hacen falta {}. Escuche primero a más.",
  ],
  [
    "This stays open for partners who answer between meetings. It can be closed from {} on.",
    "Sigue abierta para los socios que responden entre reuniones. Se puede cerrar desde el {}.",
  ],
  [
    "An objection stands. Settle it in the decision's thread, or fall back on what the partners agreed for that.",
    "Hay una objeción en pie. Resuélvala en el hilo de la decisión o recurra a lo que los socios acordaron para eso.",
  ],
  [
    "{} partners agree, and {} are needed. Close it as not adopted, or hear more of them.",
    "{} socios están de acuerdo y hacen falta {}. Ciérrela como no adoptada o escuche a más.",
  ],
  [
    "This decision is still open. Put it right in its own words instead.",
    "Esta decisión sigue abierta. Corrija sus propias palabras.",
  ],
  [
    "Only what was adopted is looked at again. Open a new decision instead.",
    "Solo se vuelve a mirar lo que se adoptó. Abra una decisión nueva.",
  ],
  [
    "Whoever raised this decision does that, who leads its group, or the backbone. Ask one of them.",
    "Lo hace quien planteó esta decisión, quien dirige su grupo o la organización vertebradora. Pídaselo.",
  ],
  [
    "Only a decision that holds can be replaced. Look at it as it is now.",
    "Solo se puede reemplazar una decisión vigente. Mírela como está ahora.",
  ],
  ["Choose a decision that holds.", "Elija una decisión vigente."],
  [
    "Only {} partners are here, and {} are needed to agree on this. Leave it open: it can be finished after the meeting.",
    "Solo hay {} socios y hacen falta {} para acordar esto. Déjela abierta: se puede terminar después de la reunión.",
  ],
  [
    "This decision is closed, so nobody is asked any more. Look at it as it is now.",
    "Esta decisión está cerrada, así que ya no se pregunta a nadie. Mírela como está ahora.",
  ],
  [
    "This has changed since you opened it. Look at it as it is now, then decide.",
    "Esto cambió desde que lo abrió. Mírelo como está ahora y decida después.",
  ],
  [
    "Who speaks for a partner sums up where things stand, or the backbone. Write this as a post.",
    "Quien habla por un socio resume dónde estamos, o la organización vertebradora. Escríbalo como un mensaje.",
  ],
  ["Choose another kind.", "Elija otro tipo."],
  [
    "The backbone writes down how the partners decide. Ask it to.",
    "La organización vertebradora anota cómo deciden los socios. Pídaselo.",
  ],
  // organizations that left
  [
    "{} has left the initiative. Choose a partner that is here.",
    "{} dejó la iniciativa. Elija un socio que siga aquí.",
  ],
  [
    "The backbone looks after the initiative and stays. Choose a partner.",
    "La organización vertebradora cuida la iniciativa y se queda. Elija un socio.",
  ],
  [
    "The backbone notes that a partner has left, or is back. Ask it to.",
    "La organización vertebradora anota que un socio se fue o volvió. Pídaselo.",
  ],
  // common-agenda
  [
    "The backbone puts a version to the partners. Ask it to.",
    "La organización vertebradora presenta las versiones a los socios. Pídaselo.",
  ],
  [
    "Version {} is there already. Choose a later number.",
    "La versión {} ya existe. Elija un número posterior.",
  ],
  ["Choose a later number.", "Elija un número posterior."],
  ["Write a number such as 3 or 2.1.", "Escriba un número como 3 o 2.1."],
  [
    "Somebody has written in the text since you looked at it. Look at what is new, then publish.",
    "Alguien escribió en el texto desde que usted lo miró. Mire lo nuevo y publique después.",
  ],
  [
    "Nothing has changed since version {}, so there is nothing to publish.",
    "Nada ha cambiado desde la versión {}, así que no hay nada que publicar.",
  ],
  [
    "Only a decision that was adopted can carry a version.",
    "Solo una decisión adoptada puede respaldar una versión.",
  ],
  ["Choose a decision that was adopted.", "Elija una decisión adoptada."],
  [
    "Version {} was put to the partners meanwhile. Look at what is new in it, then adopt.",
    "Mientras tanto se presentó a los socios la versión {}. Mire lo nuevo y adóptela después.",
  ],
  [
    "A reservation needs a reason, so that it can be put on record. Write it.",
    "Una reserva necesita un motivo para que conste. Escríbalo.",
  ],
  [
    "The backbone looks after the common agenda; the partners adopt it.",
    "La organización vertebradora cuida la agenda común; la adoptan los socios.",
  ],
  [
    "Only the representative or alternate of {} adopts for it, or the backbone after a call. Ask one of them.",
    "Solo adopta por {} su representante o suplente, o la organización vertebradora tras una llamada. Pídaselo.",
  ],
  [
    "Between meetings, {} reads, and comments to the backbone. Adopt in a meeting.",
    "Entre reuniones, {} lee y comenta a la organización vertebradora. Adopte en una reunión.",
  ],
  [
    "{} spoke for {} meanwhile. Look at what they said, then adopt.",
    "{} habló mientras tanto por {}. Mire lo que dijo y adopte después.",
  ],
  ...found("version", "esa versión"),
  [
    "One of these groups has no number. Write it, or leave the group out.",
    "Uno de estos grupos no tiene número. Escríbalo o quite el grupo.",
  ],
  ["Write a number for each group.", "Escriba un número para cada grupo."],
  [
    "This indicator is counted in {}, not in {}. Convert the number, then send it again.",
    "Este indicador se cuenta en {}, no en {}. Convierta el número y envíelo de nuevo.",
  ],
  ["Write it in {}.", "Escríbalo en {}."],
  [
    "This number is too large to be a reading. Look at it again.",
    "Este número es demasiado grande para ser un dato. Mírelo de nuevo.",
  ],
  ["Look at the number again.", "Mire el número de nuevo."],
  ["One group stands here twice. Leave one of them out.", "Un grupo está dos veces. Quite uno de los dos."],
  ["Name each group once.", "Nombre cada grupo una sola vez."],
  [
    "Say how many people stand behind each group, so that small ones can be hidden.",
    "Diga cuántas personas hay en cada grupo, para poder ocultar los pequeños.",
  ],
  ["Say how many people are in each group.", "Diga cuántas personas hay en cada grupo."],
  [
    "The backbone defines indicators, and who represents the partner that reports one. Ask them to.",
    "Los indicadores los define la organización vertebradora, o quien representa al socio que informa uno. Pídaselo.",
  ],
  ["Choose somebody of the partner that reports this.", "Elija a alguien del socio que informa esto."],
  ["Choose somebody of this partner.", "Elija a alguien de este socio."],
  [
    "The periods of baseline and targets have to be as often as it is reported.",
    "Los periodos de la línea de base y de las metas tienen que ser como los de sus datos.",
  ],
  ["Write a period of the same kind as its readings.", "Escriba un periodo del mismo tipo que sus datos."],
  [
    "How often it is reported cannot change once there are readings. Define a new indicator for that.",
    "La frecuencia no puede cambiar cuando ya hay datos. Defina para eso un indicador nuevo.",
  ],
  ["Leave it as it is.", "Déjelo como está."],
  [
    "Another unit breaks the series. Say from which period on it is counted so, and why.",
    "Otra unidad interrumpe la serie. Diga desde qué periodo se cuenta así, y por qué.",
  ],
  ["Say from which period on.", "Diga desde qué periodo."],
  [
    "Choose the period from which on it is measured otherwise.",
    "Elija el periodo desde el que se mide de otra manera.",
  ],
  ["Choose a period of this indicator.", "Elija un periodo de este indicador."],
  [
    "The series breaks at this period already. Choose another one.",
    "La serie ya se interrumpe en este periodo. Elija otro.",
  ],
  ["Choose another period.", "Elija otro periodo."],
  [
    "This id belongs to another indicator. Make a new one and send it again.",
    "Este identificador es de otro indicador. Haga uno nuevo y envíelo otra vez.",
  ],
  [
    "This id belongs to another round. Make a new one and send it again.",
    "Este identificador es de otra ronda. Haga uno nuevo y envíela otra vez.",
  ],
  [
    "This period has not begun, or is none of this indicator. Choose another one.",
    "Este periodo no ha empezado o no es de este indicador. Elija otro.",
  ],
  [
    "Data rounds go out from the backbone. Ask it to open one.",
    "Las rondas de datos las abre la organización vertebradora. Pídaselo.",
  ],
  [
    "This period is not over, so nobody has its numbers. Choose an earlier one.",
    "Este periodo no ha terminado, así que nadie tiene sus números. Elija uno anterior.",
  ],
  ["Choose a period that is over.", "Elija un periodo terminado."],
  ["Choose a day from today on, within a year.", "Elija un día desde hoy, dentro de un año."],
  ["Choose a day from today on.", "Elija un día desde hoy."],
  [
    "{} is not reported for periods such as {}. Leave it out, or choose another period.",
    "{} no se informa por periodos como {}. Quítelo o elija otro periodo.",
  ],
  [
    "Choose indicators that are reported as often as this period.",
    "Elija indicadores que se informan con la frecuencia de este periodo.",
  ],
  ["Write a whole number.", "Escriba un número entero."],
  [
    "This file is too long to import. Split it into several.",
    "Este archivo es demasiado largo para importarlo. Divídalo en varios.",
  ],
  [
    "This import was confirmed already. Begin a new one for more.",
    "Esta importación ya se confirmó. Empiece otra para más.",
  ],
  [
    "A part of the file did not arrive. Choose the file again.",
    "Una parte del archivo no llegó. Elija el archivo otra vez.",
  ],
  [
    "A file may have {} lines at most. Split it into several.",
    "Un archivo puede tener {} líneas como máximo. Divídalo en varios.",
  ],
  [
    "The first line has to name the columns: indicator, period and value at least. Add it.",
    "La primera línea tiene que nombrar las columnas: al menos indicador, periodo y valor. Añádala.",
  ],
  [
    "Readings have changed since you looked at this file. Look at the preview again.",
    "Hubo datos nuevos desde que miró este archivo. Mire otra vez la vista previa.",
  ],
  ...found("round", "esa ronda"),
  ...found("import", "esa importación"),
  ...found("strategy", "esa estrategia"),
  ...found("passage", "ese pasaje"),
  ...found("record", "ese registro"),
  ...found("post", "ese mensaje"),
  ...found("agenda item", "ese punto del orden del día"),
  // overview
  [
    "This is the backbone's own view. Ask it what you would like to know.",
    "Esta vista es de la organización vertebradora. Pregúntele lo que quiera saber.",
  ],
  [
    "Notes about contacts are the backbone's own. Ask it to call instead.",
    "Las notas sobre contactos son de la organización vertebradora. Pídale que llame.",
  ],
  [
    "This id belongs to another note. Make a new one and send it again.",
    "Este identificador es de otra nota. Cree uno nuevo y envíela otra vez.",
  ],
  [
    "Only whoever wrote this note puts it right. Write another one beside it.",
    "Solo quien escribió esta nota la corrige. Escriba otra a su lado.",
  ],
  ["The contact was today or before. Choose its day.", "El contacto fue hoy o antes. Elija su día."],
  ["Choose a day until today.", "Elija un día hasta hoy."],
  [
    "The next contact comes after this one. Choose its day.",
    "El próximo contacto viene después de este. Elija su día.",
  ],
  ["Choose a later day.", "Elija un día posterior."],
];

function found(english: string, spanish: string): [string, string][] {
  const ending = "It may be gone, or not shared with you; ask the backbone for access.";
  const final =
    "Puede que ya no exista o que no se comparta con usted; pida acceso a la organización vertebradora.";
  return [[`We could not find that ${english}. ${ending}`, `No encontramos ${spanish}. ${final}`]];
}

const patterns = sentences.map(([english, spanish]) => ({
  english: new RegExp(`^${english.split("{}").map(literally).join("(.+?)")}$`, "s"),
  spanish,
}));

function literally(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A sentence of ours in Spanish; `undefined` when nobody has said it yet. */
export function inSpanish(sentence: string): string | undefined {
  for (const { english, spanish } of patterns) {
    const said = english.exec(sentence);
    if (!said) continue;
    let next = 1;
    return spanish.replaceAll("{}", () => said[next++] ?? "");
  }
  return undefined;
}
