/** Words that people choose first, folded. A password made only of these, names and figures is refused. */
export const weakWords = `
  password contrasena contrasenia clave secreto secreta acceso entrar ingreso ingresar usuario usuaria admin
  administrador administradora root sistema temporal cambiar cambiame prueba pruebas test testing demo hilvan bienvenido
  bienvenida hola holamundo welcome letmein changeme iloveyou teamo tequiero amor amorcito corazon princesa princess
  mibebe carino familia mama papa hijo hija dios jesus jesucristo cristo angel angeles
  qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx wsxedc abcd abcdef abcdefgh
  chile chileno chilena santiago valparaiso colocolo udechile universidad catolica magallanes patagonia cordillera
  municipalidad municipal municipio alcalde alcaldesa alcaldia concejo concejal comuna comunas region regional gobierno
  gore serviu seremi minvu secpla dideco vivienda viviendas ciudad barrio urbano urbana oficina trabajo empresa
  enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
  lunes martes miercoles jueves viernes sabado domingo verano otono invierno primavera
  dragon monkey football futbol pokemon superman batman naruto starwars sunshine shadow master michael jordan
  computador internet google facebook instagram whatsapp windows correo
  carlos juan jose luis maria carolina camila francisca javiera valentina catalina cristobal sebastian diego nicolas
  matias felipe rodrigo andres alejandro alejandra daniela fernanda constanza claudia patricia
`
  .split(/\s+/)
  .filter(Boolean)
